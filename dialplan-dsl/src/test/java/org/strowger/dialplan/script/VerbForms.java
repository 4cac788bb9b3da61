package org.strowger.dialplan.script;

import groovy.lang.Closure;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import groovy.transform.stc.ClosureParams;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.strowger.call.CallAudio;

/** How verbs are written, as their types and comments have it. */
final class VerbForms {

    /** What a verb runs, and is written behind it. */
    private static final Set<Class<?>> BLOCKS = Set.of(Closure.class, CallAudio.Filter.class);

    private static final Pattern OPTION =
            Pattern.compile("<li>\\s*\\{@code (\\w+)}: (.*?)(?=<li>|</ul>)", Pattern.DOTALL);

    private VerbForms() {}

    /** By name, with all its forms; getters are values and no verbs. */
    static Map<String, List<Method>> verbs(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && !Modifier.isStatic(method.getModifiers())
                        && !method.isSynthetic()
                        && !method.isBridge())
                .collect(Collectors.groupingBy(Method::getName, TreeMap::new, Collectors.toList()));
    }

    static Map<String, List<Method>> words(Class<?> type) {
        var words = new TreeMap<>(verbs(type));
        words.keySet().removeIf(VerbForms::isValue);
        return words;
    }

    static boolean isValue(String method) {
        return method.matches("(get|is)[A-Z].*");
    }

    static String property(String getter) {
        if (getter.equals("getAt")) return "[key]";
        if (getter.equals("isCase")) return "key in …";
        String name = getter.replaceFirst("^(get|is)", "");
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    static Method fullest(List<Method> forms) {
        return forms.stream()
                .max(Comparator.comparingInt((Method form) -> described(form).size())
                        .thenComparingInt(form -> taken(form).size())
                        .thenComparingInt(form -> Source.comment(form).length())
                        .thenComparing(Method::toString))
                .orElseThrow();
    }

    static List<NamedParam> taken(Method verb) {
        return Arrays.stream(verb.getParameters())
                .flatMap(parameter -> Optional.ofNullable(parameter.getAnnotation(NamedParams.class)).stream())
                .flatMap(all -> Arrays.stream(all.value()))
                .toList();
    }

    static Map<String, String> described(Method verb) {
        var options = new LinkedHashMap<String, String>();
        Matcher found = OPTION.matcher(Source.comment(verb));
        while (found.find()) options.put(found.group(1), Source.markdown(found.group(2)));
        return options;
    }

    static String told(Method verb) {
        return Source.markdown(Source.comment(verb).split("(?m)^\\s*(<ul>|@|<p>)", 2)[0]);
    }

    /** A form that is another one without options goes without saying. */
    static List<Method> shown(List<Method> forms, Method full) {
        return forms.stream()
                .filter(form -> forms.stream()
                        .noneMatch(other -> other != form
                                && rest(other).equals(rest(form))
                                && taken(other).size() > taken(form).size()))
                .sorted(Comparator.comparing((Method form) -> form != full)
                        .thenComparingInt(form -> -form.getParameterCount())
                        .thenComparing(Method::toString))
                .toList();
    }

    static boolean isOptions(Parameter parameter) {
        return parameter.isAnnotationPresent(NamedParams.class);
    }

    private static List<Class<?>> rest(Method form) {
        return Arrays.stream(form.getParameters())
                .filter(parameter -> !isOptions(parameter) && parameter.getType() != Map.class)
                .<Class<?>>map(Parameter::getType)
                .toList();
    }

    static String form(Method form) {
        return form(
                form, taken(form).stream().map(option -> option.value() + ":").toList());
    }

    /** The same, without all of its options. */
    static String brief(Method form) {
        return form(form, taken(form).isEmpty() ? List.of() : List.of("options"));
    }

    private static String form(Method form, List<String> options) {
        var names = Source.parameters(form);
        Parameter[] all = form.getParameters();
        var parts = new ArrayList<String>();
        String block = "";
        for (int i = 0; i < all.length; i++) {
            if (isOptions(all[i])) continue;
            if (all[i].getType() == Map.class) continue;
            if (BLOCKS.contains(all[i].getType())) block = block(all[i]);
            else parts.add(argument(names.get(i), all[i].getType()));
        }
        if (form.isVarArgs()) parts.add("…");
        if (Stream.of(all).anyMatch(each -> each.getType() == Map.class && !isOptions(each)))
            parts.add("key: value, …");
        parts.addAll(options);
        String arguments = String.join(", ", parts);
        if (block.isEmpty()) return form.getName() + "(" + arguments + ")";
        return form.getName() + (arguments.isEmpty() ? "" : "(" + arguments + ")") + " " + block;
    }

    private static String block(Parameter closure) {
        ClosureParams told = closure.getAnnotation(ClosureParams.class);
        if (closure.getType() != Closure.class) return "{ pcm, samples, rate -> … }";
        if (told == null) return "{ … }";
        String type = told.options()[0].replaceFirst(".*\\.", "");
        return switch (type) {
            case "String" -> "{ digit -> … }";
            case "Duration" -> "{ left -> … }";
            case "Map" -> "{ message -> … }";
            case "EndCause" -> "{ cause -> … }";
            case "OfferedChange" -> "{ offer -> … }";
            case "MachineTone" -> "{ tone -> … }";
            default -> throw new IllegalStateException("no word for what a block is told: " + type);
        };
    }

    private static String argument(String name, Class<?> type) {
        String one = type.isArray() ? name.replaceFirst("s$", "") : name;
        if (type == String.class || type == String[].class) return "'" + one + "'";
        return type == List.class ? "[" + one + "]" : one;
    }
}
