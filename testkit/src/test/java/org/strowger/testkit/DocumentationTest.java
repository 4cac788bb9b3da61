package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.testkit.spec.SpecRun;

/** Every plan in these pages loads, and does what the test below it says. */
class DocumentationTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final List<String> PAGES = List.of(
            "tutorial.md",
            "cookbook.md",
            "testing.md",
            "coming-from-asterisk.md",
            "coming-from-freeswitch.md",
            "coming-from-jambonz.md");
    private static final Pattern BLOCK =
            Pattern.compile("^```groovy( test)?\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    static Path directory;

    @TestFactory
    Stream<DynamicTest> plans() throws IOException {
        List<Path> specifications = new ArrayList<>();
        for (String page : PAGES) specifications.addAll(write(page));
        return SpecRun.run(specifications, _ -> {}).stream()
                .map(result -> DynamicTest.dynamicTest(result.specification() + ": " + result.feature(), () -> {
                    if (result.failure().isPresent()) throw result.failure().get();
                }));
    }

    @Test
    void the_cookbook_has_25_recipes_and_each_its_test() throws IOException {
        String cookbook = Files.readString(DOCS.resolve("cookbook.md"));
        long recipes = cookbook.lines().filter(line -> line.startsWith("## ")).count();
        assertThat(recipes).isGreaterThanOrEqualTo(25);
        assertThat(cookbook.lines().filter(line -> line.equals("```groovy test")))
                .hasSize((int) recipes);
    }

    /** A directory for each plan, with a feature for each test below it, and one that it loads. */
    private static List<Path> write(String page) throws IOException {
        String text = Files.readString(DOCS.resolve(page));
        List<Path> specifications = new ArrayList<>();
        StringBuilder features = new StringBuilder();
        Matcher blocks = BLOCK.matcher(text);
        Path plan = directory;
        while (blocks.find()) {
            long line = text.substring(0, blocks.start()).lines().count() + 1;
            if (blocks.group(1) == null) {
                plan = Files.createDirectories(directory.resolve(page + "-" + line));
                Files.writeString(plan.resolve("dialplan.groovy"), blocks.group(2));
                features.setLength(0);
                features.append("def 'loads'() { expect: dialplan() }\n");
            } else
                features.append("def 'line ")
                        .append(line)
                        .append("'() {\ngiven: dialplan()\n")
                        .append(blocks.group(2))
                        .append("}\n");
            Path specification = plan.resolve("page.spec.groovy");
            String name = page.replaceAll("\\W", "_") + "_"
                    + plan.getFileName().toString().replaceAll("\\D", "");
            Files.writeString(specification, "class " + name + " extends DialplanSpecification {\n" + features + "}\n");
            if (!specifications.contains(specification)) specifications.add(specification);
        }
        return specifications;
    }
}
