package org.strowger.softswitch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.strowger.configuration.Configuration;
import org.strowger.configuration.ConfigurationReader;
import org.strowger.configuration.Sections;
import org.strowger.dialplan.DialplanLoader;
import org.strowger.dialplan.LoadResult;
import org.strowger.dialplan.PlanSource;
import org.strowger.dialplan.text.Problem;
import org.strowger.dialplan.text.ProblemCode;
import org.strowger.dialplan.text.Span;

/**
 * Who is known to a running switch, and its dialplan: both are read anew together, and come into force together or not
 * at all. What else the file says waits for a start, and is told of. Asked by one thread at a time.
 */
final class LiveConfiguration implements PlanSource {

    /** What is done about it where calls are. */
    interface Follower {
        /** The directory has become another. */
        void follow(Configuration now, Change change);
    }

    /**
     * How a configuration differs from the one before.
     *
     * @param waiting sections that wait for a start
     */
    record Change(Named accounts, Named trunks, Set<String> waiting) {}

    /** The names of what is new, is gone, or is otherwise than it was. */
    record Named(Set<String> added, Set<String> removed, Set<String> changed) {

        static Named of(Map<String, ?> before, Map<String, ?> now) {
            return new Named(
                    without(now.keySet(), before.keySet()),
                    without(before.keySet(), now.keySet()),
                    Set.copyOf(now.entrySet().stream()
                            .filter(entry -> before.containsKey(entry.getKey())
                                    && !entry.getValue().equals(before.get(entry.getKey())))
                            .map(Map.Entry::getKey)
                            .toList()));
        }

        private static Set<String> without(Set<String> all, Set<String> others) {
            return Set.copyOf(
                    all.stream().filter(name -> !others.contains(name)).toList());
        }

        boolean isEmpty() {
            return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
        }
    }

    /** What was read, and is not in force yet. */
    private record Read(
            Configuration configuration, Sections sections, ConfiguredDirectory directory, DialplanLoader loader) {}

    private final LiveDirectory directory;
    private final TrunkAddresses addresses;
    private final Follower follower;
    private final Sections started;
    private Configuration configuration;
    private DialplanLoader loader;
    private String text;
    private Set<Path> planFiles;
    private @Nullable Read read;
    private volatile Set<String> waiting = Set.of();

    /** @param loader that the plan in force was loaded by, from these files */
    LiveConfiguration(
            Configuration configuration,
            LiveDirectory directory,
            TrunkAddresses addresses,
            DialplanLoader loader,
            Set<Path> planFiles,
            Follower follower) {
        this.configuration = configuration;
        this.directory = directory;
        this.addresses = addresses;
        this.loader = loader;
        this.planFiles = planFiles;
        this.follower = follower;
        this.text = text(configuration.file());
        this.started = Sections.of(text);
    }

    @Override
    public LoadResult load() {
        read = null;
        text = text(configuration.file());
        LoadResult result = switch (ConfigurationReader.read(configuration.file())) {
            case Configuration.Reading.Bad(var problems) ->
                new LoadResult.Failed(problems.stream().map(this::problem).toList(), texts(planFiles));
            case Configuration.Reading.Good(Configuration next) -> load(configuration.knowing(next));
        };
        planFiles = result.texts().keySet();
        return result;
    }

    private LoadResult load(Configuration next) {
        ConfiguredDirectory known = new ConfiguredDirectory(next, addresses);
        DialplanLoader checking = loader.knowing(known);
        read = new Read(next, Sections.of(text), known, checking);
        return checking.load(next.dialplan());
    }

    @Override
    public void comesIntoForce() {
        Read now = read;
        if (now == null) throw new IllegalStateException("nothing has been read");
        Configuration before = configuration;
        addresses.follow(now.configuration.trunks().values());
        directory.become(now.directory);
        loader = now.loader;
        configuration = now.configuration;
        Change change = new Change(
                Named.of(before.accounts(), configuration.accounts()),
                Named.of(before.trunks(), configuration.trunks()),
                started.waitingFor(now.sections));
        waiting = change.waiting;
        follower.follow(configuration, change);
    }

    /** The sections of the file that say what a start takes in, and nothing else. Any thread. */
    Set<String> waiting() {
        return waiting;
    }

    @Override
    public LoadResult plan() {
        return loader.load(configuration.dialplan());
    }

    @Override
    public LoadResult again(Map<Path, String> texts) {
        return loader.again(texts, configuration.dialplan());
    }

    @Override
    public Map<Path, String> alsoRead() {
        return Map.of(configuration.file(), text);
    }

    private Problem problem(org.strowger.configuration.Problem of) {
        String line = text.lines().skip(Math.max(0, of.line() - 1)).findFirst().orElse("");
        int indent = line.length() - line.stripLeading().length();
        String what = (of.key().isEmpty() ? "" : of.key() + ": ") + of.text();
        return new Problem(
                of.file(),
                Span.of(of.line(), indent + 1, Math.max(1, line.strip().length())),
                ProblemCode.BAD_VALUE,
                what,
                Optional.empty(),
                "");
    }

    private static Map<Path, String> texts(Set<Path> files) {
        Map<Path, String> texts = new LinkedHashMap<>();
        for (Path file : files) texts.put(file, text(file));
        return texts;
    }

    /** One that can't be read counts as empty. */
    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
