package org.strowger.bench;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Figures as JSON: maps, numbers, texts. */
final class JsonText {

    private JsonText() {}

    /** A value, its members each on a line. */
    static String of(Object value) {
        return of(value, "");
    }

    private static String of(Object value, String indent) {
        return switch (value) {
            case Map<?, ?> members -> object(members, indent + "  ").replace("\n}", "\n" + indent + "}");
            case Double number ->
                String.format(Locale.ROOT, "%.4g", number).contains("e")
                        ? String.format(Locale.ROOT, "%.0f", number)
                        : String.format(Locale.ROOT, "%.3f", number);
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            default -> '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        };
    }

    private static String object(Map<?, ?> members, String indent) {
        return members.entrySet().stream()
                .map(member -> indent + '"' + member.getKey() + "\": " + of(member.getValue(), indent))
                .collect(Collectors.joining(",\n", "{\n", "\n}"));
    }
}
