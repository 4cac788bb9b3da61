package org.strowger.dialplan.check;

import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.beans.Introspector;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.strowger.dialplan.literal.Course;
import org.strowger.dialplan.option.Durations;
import org.strowger.dialplan.route.PlanVerbs;
import org.strowger.dialplan.script.CallVerbs;
import org.strowger.dialplan.script.Outcomes;

/** The words of the language, as its interfaces declare them. */
public final class Words {

    public static final Set<String> UNITS = Arrays.stream(Durations.class.getDeclaredMethods())
            .map(Method::getName)
            .filter(Words::isGetter)
            .map(Words::property)
            .collect(Collectors.toSet());

    private static final List<Class<?>> FACES =
            Stream.concat(Stream.<Class<?>>of(PlanVerbs.class), callFaces()).toList();

    private static final String OURS = "org.strowger.dialplan.";

    private Words() {}

    /** Whether a type, given by its full name, belongs to the language, in whichever of its packages. */
    static boolean isOurs(String type) {
        return type.startsWith(OURS);
    }

    /** The interfaces whose words act on a call: that of all of them, and each that it is made of. */
    static Stream<Class<?>> callFaces() {
        return Stream.concat(Stream.<Class<?>>of(CallVerbs.class), Arrays.stream(CallVerbs.class.getInterfaces()));
    }

    /**
     * All types of the language that declare verbs: the interfaces, what their verbs give, and what blocks are run for.
     */
    static Stream<Class<?>> types() {
        Stream<Class<?>> given = FACES.stream()
                .flatMap(face -> Arrays.stream(face.getDeclaredMethods()))
                .flatMap(verb -> Stream.concat(Stream.of(verb.getReturnType()), delegates(verb)))
                .filter(type -> isOurs(type.getName()));
        return Stream.concat(FACES.stream(), given).distinct();
    }

    private static Stream<Class<?>> delegates(Method verb) {
        return Arrays.stream(verb.getParameters())
                .map(parameter -> parameter.getAnnotation(DelegatesTo.class))
                .filter(Objects::nonNull)
                .map(DelegatesTo::value);
    }

    /** The verbs that say so of themselves. */
    static Set<String> verbs(Course.Kind kind) {
        return FACES.stream()
                .flatMap(face -> Arrays.stream(face.getDeclaredMethods()))
                .filter(verb -> verb.isAnnotationPresent(Course.class))
                .filter(verb ->
                        List.of(verb.getAnnotation(Course.class).value()).contains(kind))
                .map(Method::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a verb of a type does something to the call, and isn't only asked: by what its forms give. */
    static boolean acts(String type, String verb) {
        return callFaces()
                .filter(face -> face.getName().equals(type))
                .flatMap(face -> Arrays.stream(face.getDeclaredMethods()))
                .filter(method -> method.getName().equals(verb) && method.isDefault())
                .anyMatch(method -> method.getReturnType() == void.class
                        || method.getReturnType() == CallVerbs.class
                        || method.getGenericReturnType() instanceof TypeVariable<?>
                        || Outcomes.ALL.contains(method.getReturnType()));
    }

    /** The names of all options, as the verbs declare them. */
    public static Set<String> options() {
        return types().flatMap(face -> Arrays.stream(face.getDeclaredMethods()))
                .flatMap(verb -> Arrays.stream(verb.getParameters()))
                .map(parameter -> parameter.getAnnotation(NamedParams.class))
                .filter(Objects::nonNull)
                .flatMap(named -> Arrays.stream(named.value()))
                .map(NamedParam::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Verbs, written with arguments or parentheses. What an interface leaves to be implemented is none. */
    public static Set<String> verbs() {
        return FACES.stream()
                .flatMap(face -> Arrays.stream(face.getMethods()))
                .filter(Method::isDefault)
                .map(Method::getName)
                .filter(name -> !isGetter(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What may stand without parentheses. */
    public static Set<String> values() {
        var values = FACES.stream()
                .flatMap(Words::methods)
                .filter(Words::isGetter)
                .map(Words::property)
                .collect(Collectors.toCollection(TreeSet::new));
        for (Class<?> face : Outcomes.ALL) {
            for (Class<?> type : face.getPermittedSubclasses()) values.add(type.getSimpleName());
        }
        return values;
    }

    /** Methods and properties of a type that is none of ours; empty if it isn't known. */
    public static Set<String> of(String type) {
        try {
            return methods(Class.forName(type, false, Words.class.getClassLoader()))
                    .flatMap(name -> isGetter(name) ? Stream.of(property(name)) : Stream.of(name))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (ClassNotFoundException | LinkageError unknown) {
            return Set.of();
        }
    }

    /**
     * The forms of a verb, shortest first; empty if there are too many to help, or if a form takes things of any type.
     */
    public static Optional<String> forms(String verb) {
        return forms(FACES.stream(), verb);
    }

    /** The same of a type, given by its full name. */
    public static Optional<String> forms(String type, String method) {
        try {
            return forms(Stream.of(Class.forName(type, false, Words.class.getClassLoader())), method);
        } catch (ClassNotFoundException | LinkageError unknown) {
            return Optional.empty();
        }
    }

    private static Optional<String> forms(Stream<Class<?>> types, String verb) {
        var forms = types.flatMap(face -> Arrays.stream(face.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> method.getName().equals(verb))
                .map(Words::form)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
        return forms.isEmpty() || forms.size() > 4 || forms.stream().anyMatch(form -> form.contains("Object"))
                ? Optional.empty()
                : Optional.of("it takes " + String.join(" or ", forms));
    }

    private static String form(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(Words::inWords)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String inWords(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "Closure" -> "{ … }";
            case "Map" -> "options";
            case "List" -> "[text, …]";
            case "String" -> "text";
            case "String[]" -> "text…";
            case "Object[]" -> "destination…";
            case "Target" -> "destination";
            case "Guard" -> "guard";
            case "NumberTable" -> "numbers";
            case "int", "long" -> "number";
            default -> type.getSimpleName();
        };
    }

    private static Stream<String> methods(Class<?> face) {
        return Arrays.stream(face.getMethods()).map(Method::getName);
    }

    private static boolean isGetter(String name) {
        return name.startsWith("get") && name.length() > 3;
    }

    private static String property(String getter) {
        return Introspector.decapitalize(getter.substring(3));
    }
}
