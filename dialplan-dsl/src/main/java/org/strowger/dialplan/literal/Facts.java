package org.strowger.dialplan.literal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.strowger.dialplan.data.CsvTable;

/**
 * What the checks of a file ask about the world beside its text, and what they were told: while all of it stays so, so
 * does their verdict.
 */
public final class Facts {

    /** What can be asked. */
    public enum Kind {
        USER {
            @Override
            String answer(Known known, String about) {
                return String.valueOf(known.hasUser(about));
            }
        },
        TRUNK {
            @Override
            String answer(Known known, String about) {
                return String.valueOf(known.hasTrunk(about));
            }
        },
        SOUND {
            @Override
            String answer(Known known, String about) {
                return String.valueOf(known.hasSound(about));
            }
        },
        GROUPS {
            @Override
            String answer(Known known, String about) {
                return listed(known.groups());
            }
        },
        QUEUES {
            @Override
            String answer(Known known, String about) {
                return listed(known.queues());
            }
        },
        DATABASES {
            @Override
            String answer(Known known, String about) {
                return listed(known.services().databases().names());
            }
        },
        TARIFFS {
            @Override
            String answer(Known known, String about) {
                return listed(known.services().billing().names());
            }
        },
        /** Whether its rates can be read, which are read anew with each load of a plan. */
        RATES {
            @Override
            String answer(Known known, String about) {
                try {
                    known.services().billing().refreshed(about);
                    return "";
                } catch (IllegalArgumentException bad) {
                    return String.valueOf(bad.getMessage());
                }
            }
        },
        /** The columns of a file. */
        TABLE {
            @Override
            String answer(Known known, String about) {
                Path file = Path.of(about);
                if (!Files.isRegularFile(file)) return "";
                try {
                    return CsvTable.columns(file).toString();
                } catch (CsvTable.BadTable bad) {
                    return String.valueOf(bad.getMessage());
                }
            }
        };

        abstract String answer(Known known, String about);

        private static String listed(Set<String> names) {
            return new TreeSet<>(names).toString();
        }
    }

    /** One question and its answer. */
    public record Fact(Kind kind, String about, String answer) {}

    private final Known known;
    private final Set<Fact> asked = new LinkedHashSet<>();

    public Facts(Known known) {
        this.known = known;
    }

    /** Whether each question would be answered as it was. */
    public static boolean hold(Collection<Fact> facts, Known known) {
        return facts.stream()
                .allMatch(fact -> fact.kind().answer(known, fact.about()).equals(fact.answer()));
    }

    /** What was asked so far. */
    public List<Fact> asked() {
        return List.copyOf(asked);
    }

    private String ask(Kind kind, String about) {
        String answer = kind.answer(known, about);
        asked.add(new Fact(kind, about, answer));
        return answer;
    }

    public boolean hasUser(String name) {
        return Boolean.parseBoolean(ask(Kind.USER, name));
    }

    public boolean hasTrunk(String name) {
        return Boolean.parseBoolean(ask(Kind.TRUNK, name));
    }

    public boolean hasSound(String name) {
        return Boolean.parseBoolean(ask(Kind.SOUND, name));
    }

    /** What to do about a sound that isn't there: part of a complaint, which nobody keeps. */
    public String soundHint(String name) {
        return known.soundHint(name);
    }

    public Set<String> groups() {
        ask(Kind.GROUPS, "");
        return known.groups();
    }

    public Set<String> queues() {
        ask(Kind.QUEUES, "");
        return known.queues();
    }

    public Set<String> databases() {
        ask(Kind.DATABASES, "");
        return known.services().databases().names();
    }

    public Set<String> tariffs() {
        ask(Kind.TARIFFS, "");
        return known.services().billing().names();
    }

    /** What is wrong with the rates of a tariff; empty if nothing is. */
    public String faultOfRates(String tariff) {
        return ask(Kind.RATES, tariff);
    }

    /** The columns of a table that is a file. */
    public List<String> columns(Path file) {
        ask(Kind.TABLE, file.toString());
        return CsvTable.columns(file);
    }
}
