package org.strowger.configuration;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The sections of a file by their keys, whatever their order, comments and lines: for telling which of them differ.
 *
 * @param contents what each says; two that say the same have the same text, which may hold secrets
 */
public record Sections(Map<String, String> contents) {

    /** Those that a switch follows while it runs. */
    public static final Set<String> FOLLOWED = Set.of("accounts", "trunks", "groups", "queues", "lists");

    /** Copies. */
    public Sections {
        contents = Map.copyOf(contents);
    }

    /** Those of a file's text; none if it isn't YAML. */
    public static Sections of(String text) {
        try {
            Map<String, String> contents = new LinkedHashMap<>();
            if (YamlParser.parse(text) instanceof Yaml.Mapping(int _, var entries))
                for (Yaml.Entry entry : entries) contents.put(entry.key(), canonical(entry.value()));
            return new Sections(contents);
        } catch (YamlParser.NotYaml e) {
            return new Sections(Map.of());
        }
    }

    /** The keys of those that the other says otherwise, and that only a start takes in. */
    public Set<String> waitingFor(Sections other) {
        Set<String> keys = new HashSet<>(contents.keySet());
        keys.addAll(other.contents.keySet());
        keys.removeAll(FOLLOWED);
        return keys.stream()
                .filter(key -> !contents.getOrDefault(key, "").equals(other.contents.getOrDefault(key, "")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String canonical(Yaml value) {
        return switch (value) {
            case Yaml.Nothing _ -> "";
            case Yaml.Scalar(int _, String text) -> quoted(text);
            case Yaml.Sequence(int _, var items) ->
                items.stream().map(Sections::canonical).collect(Collectors.joining(",", "[", "]"));
            case Yaml.Mapping(int _, var entries) ->
                entries.stream()
                        .map(entry -> quoted(entry.key()) + ":" + canonical(entry.value()))
                        .sorted()
                        .collect(Collectors.joining(",", "{", "}"));
        };
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** The keys, without a secret. */
    @Override
    public String toString() {
        return "Sections" + contents.keySet();
    }
}
