package org.strowger.dialplan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what the compiler says in the words of the language, with a hint where one can be given. */
final class Messages {

    /** Whether something is wrong by itself, or only because of another mistake on its line. */
    enum Weight {
        MISTAKE,
        PERHAPS_CONSEQUENCE
    }

    /** A message and a hint. */
    record Text(String message, Optional<String> hint, Weight weight) {
        static Text of(String message, Optional<String> hint) {
            return new Text(message, hint, Weight.MISTAKE);
        }
    }

    private record Rule(Pattern pattern, Function<Matcher, Text> text) {
        Rule(String pattern, Function<Matcher, Text> text) {
            this(Pattern.compile("(?s)" + pattern), text);
        }
    }

    private static final Set<String> OPTIONS = new TreeSet<>(List.of(
            "timeout",
            "limit",
            "ringback",
            "announce",
            "record",
            "from",
            "to",
            "header",
            "source",
            "trunk",
            "when",
            "priority",
            "greeting",
            "pin",
            "role",
            "max",
            "silence",
            "digits",
            "tries",
            "rate",
            "metadata",
            "civic",
            "geo",
            "otherwise",
            "column"));

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "Cannot find matching method ([^#]+)#(\\w+)\\((.*?)\\)\\. .*",
                    m -> noMethod(m.group(1), m.group(2), simple(m.group(3)))),
            new Rule(
                    "Cannot find matching method [^#]+#(\\w+)\\. .*",
                    m -> Text.of("the script has no method '" + m.group(1) + "'", Optional.empty())),
            new Rule(
                    "unexpected named arg: (\\w+).*",
                    m -> Text.of(
                            "there is no option '" + m.group(1) + "' here", Words.didYouMean(m.group(1), OPTIONS))),
            new Rule(
                    "required named param 'to' not found.*",
                    m -> new Text(
                            "the route has no body",
                            Optional.of("write { … }, or to: this.&method"),
                            Weight.PERHAPS_CONSEQUENCE)),
            new Rule(
                    ".*named (?:param|arg)\\w* '?(\\w+)'?.* type '?([\\w.$]+)'?.* expected '?([\\w.$]+)'?.*",
                    m -> optionType(m.group(1), simple(m.group(2)), simple(m.group(3)))),
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
        return Text.of(said.lines().findFirst().orElse(said).strip(), Optional.empty());
    }

    private static Text noMethod(String owner, String name, String types) {
        boolean verb = Words.verbs().contains(name);
        if (!verb && isOurs(owner))
            return Text.of("there is no verb '" + name + "'", Words.didYouMean(name, Words.verbs()));
        if (!verb) return noneIn(owner, name);
        String given = types.isBlank() ? "no arguments" : types;
        var weight = (", " + types + ",").contains(", Object,") ? Weight.PERHAPS_CONSEQUENCE : Weight.MISTAKE;
        return new Text("'" + name + "' can't be used with " + given, Words.forms(name), weight);
    }

    private static Text optionType(String option, String given, String wanted) {
        var weight = given.equals("Object") ? Weight.PERHAPS_CONSEQUENCE : Weight.MISTAKE;
        if (wanted.equals("Duration")) {
            return new Text(
                    "'" + option + "' is a time and needs a unit",
                    Optional.of("such as " + option + ": 20.seconds"),
                    weight);
        }
        return new Text("'" + option + "' is " + given + ", but must be " + wanted, Optional.empty(), weight);
    }

    private static Text noProperty(String name, String owner) {
        if (owner.equals("int") || owner.equals("java.lang.Integer")) {
            return Text.of("there is no unit '" + name + "'", Words.didYouMean(name, Words.UNITS));
        }
        return isOurs(owner) ? undeclared(name) : noneIn(owner, name);
    }

    private static Text noneIn(String owner, String name) {
        return Text.of("there is no '" + name + "' in " + simple(owner), Words.didYouMean(name, Words.of(owner)));
    }

    private static Text undeclared(String name) {
        if (Words.verbs().contains(name))
            return Text.of("'" + name + "' is a verb", Optional.of("write " + name + "(…)"));
        return Text.of("nothing is called '" + name + "' here", Words.didYouMean(name, Words.values()));
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
