package org.strowger.dialplan.script;

import static org.strowger.dialplan.script.VerbForms.brief;
import static org.strowger.dialplan.script.VerbForms.described;
import static org.strowger.dialplan.script.VerbForms.form;
import static org.strowger.dialplan.script.VerbForms.fullest;
import static org.strowger.dialplan.script.VerbForms.isOptions;
import static org.strowger.dialplan.script.VerbForms.isValue;
import static org.strowger.dialplan.script.VerbForms.property;
import static org.strowger.dialplan.script.VerbForms.shown;
import static org.strowger.dialplan.script.VerbForms.taken;
import static org.strowger.dialplan.script.VerbForms.told;
import static org.strowger.dialplan.script.VerbForms.verbs;
import static org.strowger.dialplan.script.VerbForms.words;

import groovy.transform.NamedParam;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.strowger.call.MailboxGreeting;
import org.strowger.dialplan.literal.Check;
import org.strowger.dialplan.literal.Course;
import org.strowger.dialplan.literal.Judge;
import org.strowger.dialplan.literal.NamedKind;
import org.strowger.dialplan.literal.OneOf;
import org.strowger.dialplan.literal.Within;
import org.strowger.dialplan.option.Options;
import org.strowger.dialplan.table.TableRow;

/** {@code docs/verbs.md}, made of the types of verbs, their annotations and their comments. */
final class VerbsPage {

    /** A section for each interface, in the order in which an author meets them. */
    private static final Map<Class<?>, String> VERBS = new LinkedHashMap<>();

    /** What verbs return, and what scripts say to that. */
    private static final Map<Class<?>, String> GIVEN = new LinkedHashMap<>();

    static {
        VERBS.put(CallVerbs.class, "The call");
        VERBS.put(SoundVerbs.class, "Sounds");
        VERBS.put(DigitVerbs.class, "Digits and what is heard");
        VERBS.put(LegVerbs.class, "Legs, queues, parking");
        VERBS.put(RoomVerbs.class, "Conferences");
        VERBS.put(AgentVerbs.class, "Voice agents");
        VERBS.put(AudioVerbs.class, "Beside the course of a call");
        VERBS.put(DataVerbs.class, "Data");
        GIVEN.put(TrunkLine.class, "trunk('…')");
        GIVEN.put(ScriptLeg.class, "call(…)");
        GIVEN.put(ScriptTalk.class, "bridge(…)");
        GIVEN.put(ScriptAgent.class, "stream(…)");
        GIVEN.put(CallPlaying.class, "playing");
        GIVEN.put(CallRecording.class, "recording");
        GIVEN.put(Menu.class, "within menu(…) { … }");
        GIVEN.put(Schedule.class, "during('…')");
        GIVEN.put(Store.class, "store");
        GIVEN.put(RecordFields.class, "record");
        GIVEN.put(LastingTable.class, "table('…')");
        GIVEN.put(TableRow.class, "a row of a table");
        GIVEN.put(Request.class, "request");
    }

    private static final Map<Class<?>, String> TYPES = Map.of(
            Duration.class, "a time",
            Integer.class, "a whole number",
            Number.class, "a number",
            String.class, "a text",
            Boolean.class, "`true` or `false`",
            Map.class, "a map",
            LocalDate.class, "a date (`LocalDate`)",
            LocalTime.class, "a time of day (`LocalTime`)",
            MailboxGreeting.class, "`busy`");

    private static final String DEFAULT = " Default: ";

    /** What others ask of these types, and scripts don't. */
    private static final List<String> NO_WORDS =
            List.of("allows", "destination", "judge", "includes", "asBoolean", "toString", "shape", "written");

    private final StringBuilder page = new StringBuilder();

    private VerbsPage() {}

    static String text() {
        return new VerbsPage().write();
    }

    static Set<Class<?>> sections() {
        return Stream.concat(VERBS.keySet().stream(), GIVEN.keySet().stream()).collect(Collectors.toSet());
    }

    /** The types of this package that verbs return, or run a block for, but for the call itself. */
    static Set<Class<?>> given() {
        return VERBS.keySet().stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(verb -> Modifier.isPublic(verb.getModifiers())
                        && !verb.getName().equals("scripted"))
                .map(Method::getReturnType)
                .filter(type -> type.getPackage() == VerbsPage.class.getPackage() && type != Guard.class)
                .collect(Collectors.toSet());
    }

    /**
     * Each verb of these interfaces that has options, with those that its comment describes and those that it takes.
     */
    static Map<String, List<List<String>>> options() {
        var all = new TreeMap<String, List<List<String>>>();
        Stream.concat(VERBS.keySet().stream(), GIVEN.keySet().stream())
                .flatMap(type -> verbs(type).values().stream())
                .map(VerbForms::fullest)
                .filter(verb -> !taken(verb).isEmpty())
                .forEach(verb -> all.put(
                        verb.getName(),
                        List.of(
                                List.copyOf(described(verb).keySet()),
                                taken(verb).stream().map(NamedParam::value).toList())));
        return all;
    }

    private String write() {
        page.append("""
            # Verbs
            Written from the code; a test keeps the two equal. The manual, with examples and the reasons, is [dialplan.md](dialplan.md), where
            the words at the top level of a plan (`route`, `context`, …) are described too. This is the list of what may be said to a call.

            - Options have names and follow or precede the rest: `dial user('1001'), timeout: 20.seconds`. All may be left out, but for those marked as needed.
            - *A time* has a unit: `500.milliseconds`, `20.seconds`, `5.minutes`, `2.hours`, `1.day`. *A target* is `user('…')`, `trunk('…')`, `group('…')`,
              `queue('…')`, a URI in quotes, or several of them by `firstToAnswer` and `oneByOne`.
            - A verb that returns nothing of its own returns the call, so that another can follow: `answer().play('hello.wav')`.
            - When the call has ended, the verb that runs ends, and so does each later one: the rest of the body is skipped, `finally` and `onEnd` run.
            - What a verb came to is told apart by `switch (…) { case Answered -> …; case Busy -> … }`; a `switch` that forgets one is a mistake at load.
            - Types, names and values that are written out are checked when the plan is loaded; what is said of it below goes beyond the type.
            """);
        contents();
        VERBS.forEach((type, title) -> {
            page.append("\n## ").append(title).append("\n");
            values(type);
            words(type).forEach(this::verb);
        });
        page.append("""

            ## What verbs give
            Words that are said to what a verb returns, or to a value.
            """);
        GIVEN.forEach(this::given);
        return page.toString();
    }

    private void contents() {
        page.append("\n## What there is\n");
        VERBS.forEach((type, title) -> page.append("- ")
                .append(title)
                .append(": ")
                .append(words(type).keySet().stream()
                        .map(verb -> "[`" + verb + "`](#" + anchor(verb) + ")")
                        .collect(Collectors.joining(", ")))
                .append("\n"));
    }

    private static String anchor(String verb) {
        return verb.toLowerCase(Locale.ROOT);
    }

    // ------------------------------------------------------------------ a verb

    private void values(Class<?> type) {
        var values = verbs(type).entrySet().stream()
                .filter(entry -> isValue(entry.getKey()) && !entry.getKey().equals("getCall"))
                .sorted(Comparator.comparing(entry -> property(entry.getKey())))
                .toList();
        if (values.isEmpty()) return;
        page.append("\n| value | what it is |\n|---|---|\n");
        values.forEach(entry -> page.append("| `")
                .append(property(entry.getKey()))
                .append("` | ")
                .append(cell(told(fullest(entry.getValue()))))
                .append(" |\n"));
    }

    private void verb(String name, List<Method> forms) {
        page.append("\n### ").append(name).append("\n");
        Method full = fullest(forms);
        List<Method> shown = shown(forms, full);
        page.append("```\n");
        shown.forEach(form -> page.append(form(form)).append("\n"));
        page.append("```\n").append(told(full)).append("\n");
        shown.stream()
                .filter(form -> !told(form).equals(told(full)))
                .forEach(form -> page.append("\n`")
                        .append(brief(form))
                        .append("`: ")
                        .append(told(form))
                        .append("\n"));
        options(full);
        notes(forms, full);
    }

    // ------------------------------------------------------------------ its options

    private void options(Method verb) {
        var described = described(verb);
        if (described.isEmpty()) return;
        page.append("\n| option | takes | meaning | default |\n|---|---|---|---|\n");
        for (NamedParam option : taken(verb)) {
            String[] text = described.getOrDefault(option.value(), "?").split(DEFAULT, 2);
            page.append("| `%s:` | %s | %s | %s |\n"
                    .formatted(
                            option.value(),
                            cell(takes(verb, option)),
                            cell(withoutStop(text[0])),
                            option.required() ? "*needed*" : text.length < 2 ? "" : cell(withoutStop(text[1]))));
        }
    }

    private static String takes(Method verb, NamedParam option) {
        Optional<Judge> judge = checks(verb)
                .filter(check -> check.option().equals(option.value()))
                .findFirst()
                .map(check -> made(check.value()));
        if (judge.isEmpty()) return TYPES.getOrDefault(option.type(), "a text or a number");
        return switch (judge.get()) {
            case OneOf words -> quoted(words.toString());
            case NamedKind names -> quoted(names.toString());
            case Within range -> "a whole number, " + range;
            case Judge other -> lower(withoutStop(clause(other.getClass())));
        };
    }

    private static String quoted(String words) {
        return words.replace("'", "`").replaceAll("`([^`]+)`", "`'$1'`");
    }

    // ------------------------------------------------------------------ what else is known of it

    private static Stream<Check> checks(Method verb) {
        return Arrays.stream(verb.getAnnotationsByType(Check.class));
    }

    private static Judge made(Class<? extends Judge> kind) {
        try {
            var constructor = kind.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void notes(List<Method> forms, Method full) {
        var notes = new ArrayList<String>();
        outcome(full).ifPresent(notes::add);
        Source.comment(full)
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("@throws"))
                .map(line -> line.replaceFirst("@throws (\\w+)", "Throws `$1`"))
                .forEach(notes::add);
        forms.stream()
                .flatMap(form -> checks(form)
                        .filter(check -> check.option().isEmpty())
                        .map(check -> check.value() == Options.NoOptions.class
                                ? "Takes no options"
                                : "Checked at load: " + argument(form, check) + lower(clause(check.value()))))
                .distinct()
                .forEach(notes::add);
        forms.stream()
                .flatMap(form -> Optional.ofNullable(form.getAnnotation(Course.class)).stream())
                .flatMap(course -> Arrays.stream(course.value()))
                .distinct()
                .map(VerbsPage::course)
                .forEach(notes::add);
        if (notes.isEmpty()) return;
        page.append("\n");
        notes.forEach(note -> page.append("- ").append(withoutStop(note)).append(".\n"));
    }

    private static String argument(Method form, Check check) {
        if (check.argument() == Check.EACH) return "";
        int index = check.argument();
        return isOptions(form.getParameters()[index])
                ? ""
                : "`" + Source.parameters(form).get(index) + "`, ";
    }

    private static String course(Course.Kind kind) {
        return switch (kind) {
            case ANYWHERE -> "May stand at the top level of a plan, outside of a call";
            case LAST -> "What stands behind it is never reached, and is a mistake at load";
            case ONWARD -> "`strowger explain`, and the drawing of a plan, follow whom it leads to";
        };
    }

    private static Optional<String> outcome(Method verb) {
        Class<?> type = verb.getReturnType();
        if (type.isSealed()
                && type.getName().startsWith("org.strowger.call.")
                && type.getSimpleName().endsWith("Outcome"))
            return Optional.of("Its outcome: "
                    + Arrays.stream(type.getPermittedSubclasses())
                            .map(each -> "`" + each.getSimpleName() + "`")
                            .collect(Collectors.joining(", ")));
        return Optional.empty();
    }

    // ------------------------------------------------------------------ what verbs give

    private void given(Class<?> type, String title) {
        String about = Source.comment(type).split("(?<=\\w|`|\\))\\. ", 2)[0];
        page.append("\n### `")
                .append(title)
                .append("`\n")
                .append(withoutStop(about))
                .append(".\n\n| word | what it does |\n|---|---|\n");
        String dot = type == Menu.class ? "" : ".";
        verbs(type).entrySet().stream()
                .filter(entry -> isValue(entry.getKey()))
                .forEach(entry -> row(
                        (dot + property(entry.getKey())).replaceFirst("^\\.(\\[|key in)", "$1"),
                        fullest(entry.getValue())));
        var verbs = words(type);
        verbs.keySet().removeIf(NO_WORDS::contains);
        verbs.values().forEach(forms -> shown(forms, fullest(forms)).forEach(form -> row(dot + form(form), form)));
        verbs.values().stream()
                .map(VerbForms::fullest)
                .filter(verb -> !described(verb).isEmpty())
                .forEach(verb -> {
                    page.append("\nOf `").append(verb.getName()).append("`:\n");
                    options(verb);
                });
    }

    private void row(String word, Method verb) {
        String outcome = outcome(verb).map(text -> " " + text + ".").orElse("");
        page.append("| `")
                .append(word)
                .append("` | ")
                .append(cell(told(verb) + outcome))
                .append(" |\n");
    }

    // ------------------------------------------------------------------ text

    /** The first words of a class's comment, up to where it goes into detail. */
    private static String clause(Class<?> type) {
        return Source.comment(type).split("; |(?<=\\w)\\. ", 2)[0];
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static String withoutStop(String text) {
        return text.strip().replaceFirst("\\.$", "");
    }

    private static String lower(String sentence) {
        boolean name = sentence.length() > 1 && Character.isUpperCase(sentence.charAt(1));
        return name || sentence.isEmpty()
                ? sentence
                : sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }
}
