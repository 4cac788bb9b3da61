package org.strowger.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.strowger.configuration.Configuration.Place;

/** Reads the keys of one mapping. What is wrong goes to the problems, and reading carries on with the defaults. */
final class KeyReader {

    private final Map<String, Yaml.Entry> written = new LinkedHashMap<>();
    private final Place at;
    private final List<Section> schema;
    private final Problems problems;

    private KeyReader(List<Yaml.Entry> entries, Place at, List<String> known, List<Section> schema, Problems problems) {
        this.at = at;
        this.schema = schema;
        this.problems = problems;
        for (Yaml.Entry entry : entries) {
            if (!known.contains(entry.key())) {
                problems.add(entry.line(), path(entry.key()), "unknown key; " + Suggestion.among(known, entry.key()));
                continue;
            }
            Yaml.Entry first = written.putIfAbsent(entry.key(), entry);
            if (first != null)
                problems.add(
                        entry.line(), path(entry.key()), "written twice; it is in line " + first.line() + " already");
        }
    }

    /** The top of the file, where the sections are keys too; what belongs to no section is in one without a name. */
    static KeyReader top(Yaml document, List<Section> schema, Problems problems) {
        Stream<String> keys = schema.stream()
                .filter(section -> section.path().isEmpty())
                .flatMap(section -> section.keys().stream())
                .map(Key::name);
        Stream<String> sections =
                schema.stream().filter(Section::isAtTop).map(Section::name).filter(name -> !name.isEmpty());
        return of(document, new Place(1, ""), Stream.concat(keys, sections).toList(), schema, problems);
    }

    private static KeyReader of(Yaml value, Place at, List<String> known, List<Section> schema, Problems problems) {
        return new KeyReader(entries(value, at, problems), at, known, schema, problems);
    }

    private static List<Yaml.Entry> entries(Yaml value, Place at, Problems problems) {
        return switch (value) {
            case Yaml.Mapping mapping -> mapping.entries();
            case Yaml.Nothing nothing -> List.of();
            case Yaml.Scalar scalar -> {
                problems.add(scalar.line(), at.key(), "keys are expected here, not a single value");
                yield List.of();
            }
            case Yaml.Sequence sequence -> {
                problems.add(sequence.line(), at.key(), "keys are expected here, not a list");
                yield List.of();
            }
        };
    }

    /** A section that is a mapping; empty if it isn't written. */
    KeyReader section(Section section) {
        Yaml.Entry entry = written.get(section.name());
        Yaml value = entry == null ? new Yaml.Nothing(at.line()) : entry.value();
        return inner(section, value, new Place(entry == null ? 0 : entry.line(), path(section.name())));
    }

    boolean hasSection(Section section) {
        return written.containsKey(section.name());
    }

    /** A section that is a list of mappings. */
    List<KeyReader> items(Section section) {
        Yaml.Entry entry = written.get(section.name());
        if (entry == null) return List.of();
        if (!(entry.value() instanceof Yaml.Sequence sequence)) {
            problems.add(entry.line(), path(section.name()), "a list is expected here; begin each item with '- '");
            return List.of();
        }
        List<KeyReader> readers = new ArrayList<>();
        for (Yaml item : sequence.items()) {
            String key = path(section.name()) + "[" + readers.size() + "]";
            readers.add(inner(section, item, new Place(item.line(), key)));
        }
        return readers;
    }

    /** A section that maps names to mappings. */
    Map<String, KeyReader> named(Section section) {
        Yaml.Entry entry = written.get(section.name());
        if (entry == null) return Map.of();
        Map<String, KeyReader> readers = new LinkedHashMap<>();
        Place here = new Place(entry.line(), path(section.name()));
        for (Yaml.Entry child : entries(entry.value(), here, problems)) name(section, here, child, readers);
        return readers;
    }

    /** The names in a section that maps names to mappings. */
    List<String> names(Section section) {
        Yaml.Entry entry = written.get(section.name());
        return entry != null && entry.value() instanceof Yaml.Mapping mapping
                ? mapping.entries().stream().map(Yaml.Entry::key).toList()
                : List.of();
    }

    private void name(Section section, Place here, Yaml.Entry child, Map<String, KeyReader> readers) {
        Place place = new Place(child.line(), here.key() + "." + child.key());
        KeyReader reader = inner(section, child.value(), place);
        if (Kinds.NAME_WORD.read(child.key()).isEmpty())
            problems.add(place, "'" + child.key() + "' is not a name; use " + Kinds.NAME_WORD.remedy());
        KeyReader first = readers.putIfAbsent(child.key(), reader);
        if (first != null)
            problems.add(
                    place,
                    "written twice; the first is in line " + first.place().line());
    }

    private KeyReader inner(Section section, Yaml value, Place place) {
        Stream<String> keys = section.keys().stream().map(Key::name);
        Stream<String> below =
                schema.stream().filter(other -> other.isWithin(section)).map(Section::name);
        return of(value, place, Stream.concat(keys, below).toList(), schema, problems);
    }

    /** The value, or the fallback. */
    <T> T one(Key<T> key) {
        return maybe(key).orElseGet(() -> key.fallbacks().getFirst());
    }

    /** The value, if one is written. */
    <T> Optional<T> maybe(Key<T> key) {
        Yaml.Entry entry = written.get(key.name());
        return entry == null ? Optional.empty() : scalar(key, entry, entry.value());
    }

    /** The values; the fallback, if there is one, where nothing is written. */
    <T> List<T> list(Key<T> key) {
        Yaml.Entry entry = written.get(key.name());
        if (entry == null) return key.hasFallback() ? key.fallbacks() : List.of();
        List<Yaml> items = entry.value() instanceof Yaml.Sequence sequence ? sequence.items() : List.of(entry.value());
        return items.stream().flatMap(item -> scalar(key, entry, item).stream()).toList();
    }

    private <T> Optional<T> scalar(Key<T> key, Yaml.Entry entry, Yaml value) {
        if (!(value instanceof Yaml.Scalar(int line, String text))) {
            String article = key.kind().article();
            String found =
                    value instanceof Yaml.Nothing ? "nothing" : value instanceof Yaml.Mapping ? "keys" : "a list";
            problems.add(
                    entry.line(),
                    path(key.name()),
                    article + " is expected, found " + found + "; use "
                            + key.kind().remedy());
            return Optional.empty();
        }
        Optional<T> read = key.kind().read(text);
        if (read.isEmpty()) problems.add(line, path(key.name()), key.kind().complaint(text));
        return read;
    }

    /** Where this mapping is written. */
    Place place() {
        return at;
    }

    /** Where a key is written; the mapping's line if it isn't. */
    Place place(Key<?> key) {
        Yaml.Entry entry = written.get(key.name());
        return new Place(entry == null ? at.line() : entry.line(), path(key.name()));
    }

    boolean has(Key<?> key) {
        return written.containsKey(key.name());
    }

    private String path(String key) {
        return at.key().isEmpty() ? key : at.key() + "." + key;
    }
}
