package org.strowger.dialplan;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what the compiler says in the words of the language, with a hint where one can be given. */
final class Messages {

    /** A message and a hint. */
    record Text(String message, Optional<String> hint) {}

    private static final Pattern NO_METHOD =
            Pattern.compile("(?s)Cannot find matching method ([\\w.$\\[\\]<>, ?]+)#(\\w+)\\((.*?)\\)\\..*");
    private static final Pattern NO_OPTION = Pattern.compile("(?s)unexpected named arg: (\\w+).*");
    private static final Pattern OPTION_TYPE = Pattern.compile(
            "(?s).*named (?:param|arg)\\w* '?(\\w+)'?.* type '?([\\w.$]+)'?.* expected '?([\\w.$]+)'?.*");
    private static final Pattern NO_PROPERTY = Pattern.compile("(?s)No such property: (\\w+) for class: ([\\w.$]+).*");
    private static final Pattern UNDECLARED = Pattern.compile("(?s)The variable \\[(\\w+)\\] is undeclared.*");
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
    private static final Set<String> UNITS =
            Set.of("milliseconds", "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days");

    private Messages() {}

    static Text of(String compiler) {
        String said = compiler.replaceFirst("^\\[Static type checking\\] - ", "")
                .replaceFirst("\\s*@ line \\d+, column \\d+\\.?\\s*$", "");
        Matcher m = NO_METHOD.matcher(said);
        if (m.matches()) return noMethod(m.group(2), simple(m.group(3)));
        m = NO_OPTION.matcher(said);
        if (m.matches())
            return new Text("there is no option '" + m.group(1) + "' here", didYouMean(m.group(1), OPTIONS));
        m = OPTION_TYPE.matcher(said);
        if (m.matches()) return optionType(m.group(1), simple(m.group(2)), simple(m.group(3)));
        m = NO_PROPERTY.matcher(said);
        if (m.matches()) return noProperty(m.group(1), simple(m.group(2)));
        m = UNDECLARED.matcher(said);
        if (m.matches())
            return new Text("nothing is called '" + m.group(1) + "' here", didYouMean(m.group(1), words()));
        return new Text(said.lines().findFirst().orElse(said).strip(), Optional.empty());
    }

    private static Text noMethod(String name, String types) {
        if (!words().contains(name)) return new Text("there is no verb '" + name + "'", didYouMean(name, words()));
        String given = types.isBlank() ? "no arguments" : types;
        return new Text("'" + name + "' can't be used with " + given, Optional.of("it takes " + forms(name)));
    }

    private static Text optionType(String option, String given, String wanted) {
        if (wanted.equals("Duration")) {
            return new Text(
                    "'" + option + "' is a time and needs a unit", Optional.of("such as " + option + ": 20.seconds"));
        }
        return new Text("'" + option + "' is " + given + ", but must be " + wanted, Optional.empty());
    }

    private static Text noProperty(String name, String owner) {
        if (owner.equals("int") || owner.equals("Integer")) {
            return new Text("there is no unit '" + name + "'", didYouMean(name, UNITS));
        }
        return new Text("there is no '" + name + "' in " + owner, didYouMean(name, words()));
    }

    private static String forms(String name) {
        return methods()
                .filter(method -> method.getName().equals(name))
                .map(method -> "("
                        + String.join(
                                ", ",
                                Arrays.stream(method.getParameterTypes())
                                        .map(Messages::inWords)
                                        .toList()) + ")")
                .distinct()
                .sorted(Comparator.comparingInt(String::length))
                .collect(java.util.stream.Collectors.joining(" or "));
    }

    private static String inWords(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "Closure" -> "{ … }";
            case "Map" -> "options";
            case "String" -> "text";
            case "String[]" -> "text…";
            case "Object[]", "Target" -> "destination";
            case "int", "long" -> "number";
            default -> type.getSimpleName();
        };
    }

    private static java.util.stream.Stream<Method> methods() {
        return java.util.stream.Stream.of(PlanVerbs.class, CallVerbs.class, ComingVerbs.class)
                .flatMap(face -> Arrays.stream(face.getMethods()));
    }

    /** All words of the language: verbs and properties. */
    private static Set<String> words() {
        var words = new LinkedHashSet<String>();
        methods().map(Method::getName).forEach(name -> words.add(isGetter(name) ? property(name) : name));
        return words;
    }

    private static boolean isGetter(String name) {
        return name.startsWith("get") && name.length() > 3;
    }

    private static String property(String getter) {
        return Character.toLowerCase(getter.charAt(3)) + getter.substring(4);
    }

    static Optional<String> didYouMean(String written, Set<String> words) {
        return words.stream()
                .filter(word -> distance(written, word) <= Math.max(1, Math.min(written.length(), word.length()) / 3))
                .min(Comparator.comparingInt((String word) -> distance(written, word))
                        .thenComparing(Comparator.naturalOrder()))
                .map(word -> "did you mean '" + word + "'?");
    }

    /** Edits that lead from one word to the other, a swap of neighbours counting one. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + change);
                boolean swap =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swap) d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
            }
        }
        return d[a.length()][b.length()];
    }

    private static String simple(String types) {
        return types.replaceAll("\\b(?:[\\w$]+\\.)+([\\w$]+)", "$1");
    }
}
