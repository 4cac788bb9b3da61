package org.strowger.configuration;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;

/** Reads one YAML document into {@link Yaml}. */
final class YamlParser {

    /** The text is not YAML, or YAML of a kind that a configuration has no use for. */
    static final class NotYaml extends Exception {
        private static final long serialVersionUID = 1;

        private final int line;
        private final String what;

        NotYaml(int line, String message) {
            super(message);
            this.line = line;
            this.what = message;
        }

        int line() {
            return line;
        }

        String what() {
            return what;
        }
    }

    private static final int DEEPEST = 20;
    /** A hundred thousand accounts are 4 MB. */
    private static final int LONGEST = 64 << 20;

    /** The builder begins without what a factory has by default. */
    private static final YAMLFactory YAMLS = YAMLFactory.builder()
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .loaderOptions(options())
            .build();

    private final YAMLParser parser;

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST);
        return options;
    }

    private YamlParser(YAMLParser parser) {
        this.parser = parser;
    }

    /** The document; an empty one is an empty mapping. */
    static Yaml parse(String text) throws NotYaml {
        try (YAMLParser parser = YAMLS.createParser(text)) {
            if (parser.nextToken() == null) return new Yaml.Mapping(1, List.of());
            YamlParser reader = new YamlParser(parser);
            Yaml document = reader.value(0);
            if (parser.nextToken() != null)
                throw new NotYaml(reader.line(), "a second document; put all into the first");
            return document;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new NotYaml(at == null ? 0 : at.getLineNr(), "not YAML: " + firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    private Yaml value(int depth) throws IOException, NotYaml {
        if (depth > DEEPEST) throw new NotYaml(line(), "nested too deeply");
        if (parser.isCurrentAlias())
            throw new NotYaml(line(), "aliases (*name) are not supported; write the value out");
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) return mapping(depth);
        if (token == JsonToken.START_ARRAY) return sequence(depth);
        if (token == JsonToken.VALUE_NULL) return new Yaml.Nothing(line());
        return new Yaml.Scalar(line(), parser.getText());
    }

    private Yaml mapping(int depth) throws IOException, NotYaml {
        int line = line();
        List<Yaml.Entry> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int keyLine = line();
            parser.nextToken();
            entries.add(new Yaml.Entry(key, keyLine, value(depth + 1)));
        }
        return new Yaml.Mapping(line, List.copyOf(entries));
    }

    private Yaml sequence(int depth) throws IOException, NotYaml {
        int line = line();
        List<Yaml> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) items.add(value(depth + 1));
        return new Yaml.Sequence(line, List.copyOf(items));
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private static String firstLine(String message) {
        return message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("?");
    }
}
