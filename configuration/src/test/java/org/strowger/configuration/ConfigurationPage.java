package org.strowger.configuration;

import java.util.stream.Collectors;

/** {@code docs/configuration.md}, from the keys in the code. */
final class ConfigurationPage {

    private ConfigurationPage() {}

    static String text() {
        return """
            # Configuration: `strowger.yaml`

            Written from the keys in the code; a test keeps the two equal (`-Dgolden.write=true` writes this page anew).

            `strowger run DIR` reads `DIR/strowger.yaml`; `strowger check DIR` reads it and says all that is wrong, each thing on one line
            with its file, line, key and remedy. Every key has a default but those marked *must be written*. Durations have a unit: `500ms`,
            `60s`, `5m`, `2h`, `1d`. A list of one value needs no brackets.

            """ + Schema.SECTIONS.stream().map(ConfigurationPage::section).collect(Collectors.joining("\n"));
    }

    private static String section(Section section) {
        String title = section.path().isEmpty() ? "The top of the file" : "`" + section.path() + "`";
        return "## " + title + "\n"
                + paragraph(section.about())
                + (section.example().isEmpty() ? "" : "```yaml\n" + section.example() + "```\n\n")
                + "| key | default | what may be written | what it does |\n|---|---|---|---|\n"
                + section.keys().stream().map(ConfigurationPage::row).collect(Collectors.joining());
    }

    private static String paragraph(String text) {
        return text.isEmpty() ? "" : text + "\n\n";
    }

    private static String row(Key<?> key) {
        String fallback = key.hasFallback()
                ? "`" + key.fallback() + "`"
                : key.fallback().substring(1, key.fallback().length() - 1);
        String list = key.arity() == Key.Arity.LIST ? "list of: " : "";
        return "| `" + key.name() + "` | " + fallback + " | " + list
                + key.kind().remedy() + " | " + key.about() + " |\n";
    }
}
