package org.strowger.dialplan.compile;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.strowger.dialplan.check.Words;
import org.strowger.dialplan.script.CallVerbs;
import org.strowger.dialplan.script.RouteCall;
import org.strowger.dialplan.text.ForeignWords;
import org.strowger.dialplan.text.ProblemCode;
import org.strowger.dialplan.text.Spelling;

/** Says what the compiler says in the words of the language, with a hint where one can be given. */
final class Messages {

    /** Whether something is wrong by itself, or only because of another mistake on its line. */
    enum Weight {
        MISTAKE,
        PERHAPS_CONSEQUENCE
    }

    /**
     * A message and a hint.
     *
     * @param word what it is about, to be underlined; empty for all that the compiler points at
     */
    record Text(ProblemCode code, String word, String message, Optional<String> hint, Weight weight) {
        static Text of(ProblemCode code, String word, String message, Optional<String> hint) {
            return new Text(code, word, message, hint, Weight.MISTAKE);
        }
    }

    private record Rule(Pattern pattern, Function<Matcher, Text> text) {
        Rule(String pattern, Function<Matcher, Text> text) {
            this(Pattern.compile("(?s)" + pattern), text);
        }
    }

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "Cannot find matching method ([^#]+)#(\\w+)\\((.*?)\\)\\. .*",
                    m -> noMethod(m.group(1), m.group(2), simple(m.group(3)))),
            new Rule(
                    "Cannot call ([^#]+)#(\\w+)\\(.*\\) with arguments \\[(.*)\\].*",
                    m -> noMethod(m.group(1), m.group(2), simple(m.group(3)))),
            new Rule(
                    "Cannot find matching method [^#]+#(\\w+)\\. .*",
                    m -> Text.of(
                            ProblemCode.UNKNOWN_WORD,
                            m.group(1),
                            "the script has no method '" + m.group(1) + "'",
                            Optional.empty())),
            new Rule(
                    "(?:The spread operator cannot be used|Target method for method call expression hasn't been"
                            + " set|Cannot find matching method [^#]+#null\\W).*",
                    _ -> new Text(
                            ProblemCode.WRONG_TYPE,
                            "",
                            "this can't be looked up before a call comes to it",
                            Optional.empty(),
                            Weight.PERHAPS_CONSEQUENCE)),
            new Rule(
                    "(?:Cannot resolve dynamic method name at compile time|No such property: null for class).*",
                    _ -> Text.of(
                            ProblemCode.MISTAKE,
                            "",
                            "verbs, methods and properties are named by a word, not by what is computed",
                            Optional.of("switch over the value, or keep closures in a map"))),
            new Rule(
                    "unexpected named arg: org\\W.*",
                    _ -> new Text(
                            ProblemCode.WRONG_TYPE,
                            "",
                            "options that come from elsewhere can't be checked",
                            Optional.of("write them out here, as timeout: 20.seconds"),
                            Weight.PERHAPS_CONSEQUENCE)),
            new Rule(
                    "unexpected named arg: (\\w+).*",
                    m -> Text.of(
                            ProblemCode.UNKNOWN_OPTION,
                            m.group(1),
                            "there is no option '" + m.group(1) + "' here",
                            Spelling.didYouMean(m.group(1), Words.options()))),
            new Rule(
                    "required named param 'to' not found.*",
                    m -> new Text(
                            ProblemCode.MISTAKE,
                            "",
                            "the route has no body",
                            Optional.of("write { … }, or to: this.&method"),
                            Weight.PERHAPS_CONSEQUENCE)),
            new Rule(
                    "required named param '(\\w+)' not found.*",
                    m -> new Text(
                            ProblemCode.MISTAKE,
                            "",
                            "'" + m.group(1) + "' is needed here",
                            Optional.of("add " + m.group(1) + ": …"),
                            Weight.PERHAPS_CONSEQUENCE)),
            new Rule(
                    ".*named (?:param|arg)\\w* '?(\\w+)'?.* type '?([\\w.$]+)'?.* expected '?([\\w.$]+)'?.*",
                    m -> optionType(m.group(1), simple(m.group(2)), simple(m.group(3)))),
            new Rule("Cannot set read-only property: (\\w+).*", m -> readOnly(m.group(1))),
            new Rule(
                    "Duplicated named parameter '(\\w+)' found.*",
                    m -> Text.of(
                            ProblemCode.MISTAKE,
                            m.group(1),
                            "'" + m.group(1) + "' is said twice",
                            Optional.of("leave one of them out"))),
            new Rule(
                    "No such property: ([^ ]*[^\\w ][^ ]*) for class: .*",
                    m -> Text.of(
                            ProblemCode.SYNTAX,
                            "",
                            "'" + m.group(1) + "' follows what is complete",
                            Optional.of("a comma may be missing before it"))),
            new Rule("No such property: (\\w+) for class: ([\\w.$]+).*", m -> noProperty(m.group(1), m.group(2))),
            new Rule("The variable \\[(\\w+)\\] is undeclared.*", m -> undeclared(m.group(1))));

    private Messages() {}

    static Text of(String compiler) {
        String said = compiler.replaceFirst("^\\[Static type checking\\] - ", "")
                .replaceFirst("\\s*@ line \\d+, column \\d+\\.?\\s*$", "");
        for (Rule rule : RULES) {
            Matcher matcher = rule.pattern().matcher(said);
            if (matcher.matches()) return rule.text().apply(matcher);
        }
        return other(said.lines().findFirst().orElse(said).strip());
    }

    private static Text other(String said) {
        boolean unknown = said.startsWith("unable to resolve class");
        String word = unknown ? said.replaceFirst("unable to resolve class (\\w+).*", "$1") : "";
        boolean type = said.contains("Cannot assign") || said.contains("Cannot return") || said.contains("type");
        return Text.of(
                unknown ? ProblemCode.UNKNOWN_WORD : type ? ProblemCode.WRONG_TYPE : ProblemCode.SYNTAX,
                word,
                said,
                Optional.empty());
    }

    private static Text noMethod(String owner, String name, String types) {
        boolean verb = Words.verbs().contains(name);
        if (!verb && isOurs(owner))
            return Text.of(ProblemCode.UNKNOWN_WORD, name, "there is no verb '" + name + "'", verbMeant(name));
        if (!verb && Words.of(owner).contains(name)) return unfit(owner, name, types);
        if (!verb) return noneIn(owner, name);
        String given = types.isBlank() ? "no arguments" : types;
        var weight = (", " + types + ",").contains(", Object,") ? Weight.PERHAPS_CONSEQUENCE : Weight.MISTAKE;
        return new Text(
                ProblemCode.WRONG_TYPE, name, "'" + name + "' can't be used with " + given, Words.forms(name), weight);
    }

    /** As it is written here, or as other switches call it. */
    private static Optional<String> verbMeant(String name) {
        return Words.verbs().stream()
                .filter(verb -> verb.equalsIgnoreCase(name))
                .findFirst()
                .map(verb -> "did you mean '" + verb + "'?")
                .or(() -> ForeignWords.here(name))
                .or(() -> Spelling.didYouMean(name, Words.verbs()));
    }

    /** What a thing has, but not for what it was given. */
    private static Text unfit(String owner, String name, String types) {
        String given = types.isBlank() ? "no arguments" : types;
        return Text.of(
                ProblemCode.WRONG_TYPE, name, "'" + name + "' can't be used with " + given, Words.forms(owner, name));
    }

    private static Text readOnly(String name) {
        Optional<String> hint = switch (name) {
            case "number" -> Optional.of("dial user('1001'), or goTo '1001'");
            case "caller" -> Optional.of("callerId '…' sets who calls");
            default -> Optional.empty();
        };
        return Text.of(ProblemCode.MISTAKE, name, "'" + name + "' can't be set", hint);
    }

    private static Text optionType(String option, String given, String wanted) {
        var weight = given.equals("Object") ? Weight.PERHAPS_CONSEQUENCE : Weight.MISTAKE;
        if (wanted.equals("Duration")) {
            return new Text(
                    ProblemCode.MISSING_UNIT,
                    option,
                    "'" + option + "' is a time and needs a unit",
                    Optional.of("such as " + option + ": 20.seconds"),
                    weight);
        }
        return new Text(
                ProblemCode.WRONG_TYPE,
                option,
                "'" + option + "' is " + given + ", but must be " + wanted,
                Optional.empty(),
                weight);
    }

    private static Text noProperty(String name, String owner) {
        if (owner.equals("int") || owner.equals("java.lang.Integer")) {
            Optional<String> units = Optional.of("one of " + String.join(", ", new TreeSet<>(Words.UNITS)));
            return unknown(
                    name,
                    "there is no unit '" + name + "'",
                    Spelling.didYouMean(name, Words.UNITS).or(() -> units));
        }
        return isOurs(owner) ? undeclared(name) : noneIn(owner, name);
    }

    private static Text noneIn(String owner, String name) {
        // What a minus before it calls.
        if (owner.equals("java.time.Duration") && name.equals("negative"))
            return Text.of(ProblemCode.BAD_VALUE, "", "a time is never negative", Optional.of("such as 20.seconds"));
        return unknown(
                name, "there is no '" + name + "' in " + simple(owner), Spelling.didYouMean(name, Words.of(owner)));
    }

    private static Text undeclared(String name) {
        if (Words.verbs().contains(name))
            return Text.of(
                    ProblemCode.MISPLACED, name, "'" + name + "' is a verb", Optional.of("write " + name + "(…)"));
        return unknown(name, "nothing is called '" + name + "' here", Spelling.didYouMean(name, Words.values()));
    }

    private static Text unknown(String name, String message, Optional<String> hint) {
        return Text.of(ProblemCode.UNKNOWN_WORD, name, message, hint);
    }

    /** A call, or the script itself, whose class is in no package. */
    private static boolean isOurs(String owner) {
        return owner.indexOf('.') < 0
                || owner.equals(RouteCall.class.getName())
                || owner.equals(CallVerbs.class.getName());
    }

    private static String simple(String types) {
        return types.replaceAll("\\b(?:[\\w$]+\\.)+([\\w$]+)", "$1");
    }
}
