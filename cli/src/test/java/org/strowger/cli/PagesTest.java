package org.strowger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages for developers name is there: a class that is renamed or a page that is moved is found here. */
class PagesTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s:]+)(?:#[^)]*)?\\)");
    private static final Pattern NUMBERED = Pattern.compile("^# (\\d+)\\. ");
    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]\\w*[a-z]\\w*)(?:[.#(][^`]*)?`");
    private static final Pattern DECLARED = Pattern.compile("\\b(?:class|interface|enum|record) +([A-Z]\\w*)");
    private static final List<String> FOR_DEVELOPERS =
            List.of("CONTRIBUTING.md", "docs/threads.md", "docs/glossary.md", "docs/reading-tour.md", "docs/wishes.md");

    @Test
    void each_link_within_the_pages_leads_somewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find())
                if (Files.notExists(page.resolveSibling(link.group(1)))) dead.add(page + ": " + link.group(1));
        }
        assertThat(dead).isEmpty();
    }

    /** Which is that of its title: whoever is referred to one by its number finds one. */
    @Test
    void each_decision_has_a_number_of_its_own() throws IOException {
        List<Integer> titles = new ArrayList<>();
        try (Stream<Path> decisions = Files.list(ROOT.resolve("docs/adr"))) {
            for (Path decision : decisions.toList()) {
                Matcher title = NUMBERED.matcher(Files.readString(decision));
                assertThat(title.find())
                        .as("%s begins with its number", decision)
                        .isTrue();
                int number = Integer.parseInt(title.group(1));
                assertThat(decision.getFileName().toString()).startsWith("%04d-".formatted(number));
                titles.add(number);
            }
        }
        assertThat(titles).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void each_class_that_the_pages_for_developers_name_exists() throws IOException {
        Set<String> declared = declared();
        List<String> unknown = new ArrayList<>();
        List<Path> pages =
                new ArrayList<>(FOR_DEVELOPERS.stream().map(ROOT::resolve).toList());
        try (Stream<Path> howTos = Files.list(ROOT.resolve("docs/how-to"))) {
            howTos.forEach(pages::add);
        }
        for (Path page : pages) {
            Matcher type = TYPE.matcher(Files.readString(page));
            while (type.find())
                if (!declared.contains(type.group(1)) && !isOfTheJdk(type.group(1)))
                    unknown.add(page + ": " + type.group(1));
        }
        assertThat(unknown).isEmpty();
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
        }
        return pages;
    }

    private static Set<String> declared() throws IOException {
        Set<String> names = new HashSet<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path sources : modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.filter(file -> file.toString().matches(".*\\.(java|groovy)"))
                            .forEach(file -> declaredIn(file, names));
                }
            }
        }
        return names;
    }

    private static void declaredIn(Path file, Set<String> names) {
        try {
            Matcher declaration = DECLARED.matcher(Files.readString(file));
            while (declaration.find()) names.add(declaration.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfTheJdk(String name) {
        return Stream.of("java.lang.", "java.util.").anyMatch(inside -> {
            try {
                Class.forName(inside + name);
                return true;
            } catch (ClassNotFoundException _) {
                return false;
            }
        });
    }
}
