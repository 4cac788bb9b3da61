package org.strowger.statemachine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The pages under {@code docs/fsm/}: one per machine, written from its table and held equal to it by the test that
 * calls {@link #check}. Run that test with {@code -Dgolden.write=true} to write the page anew.
 */
public final class FsmPages {

    private FsmPages() {}

    /** The page of a table: title, diagram, matrix. */
    public static String page(StateTable<?, ?, ?> table) {
        return """
                # %s

                Written from the table in the code; its test keeps the two equal (`-Dgolden.write=true` writes this page anew).

                ```mermaid
                %s```

                What each state does with each event; – ignored, ✗ illegal, the numbers name the reasons below.

                %s""".formatted(table.name(), Mermaid.of(table), Matrix.of(table));
    }

    /**
     * Compares {@code docs/fsm/NAME.md} of the repository in which the caller runs with the table.
     *
     * @throws AssertionError if the page differs, naming the first line that does
     */
    public static void check(String name, StateTable<?, ?, ?> table) {
        check(root().resolve("docs/fsm/" + name + ".md"), table);
    }

    /**
     * Compares a page with the table, or writes it where {@code golden.write} is set.
     *
     * @throws AssertionError if the page differs, naming the first line that does
     */
    public static void check(Path page, StateTable<?, ?, ?> table) {
        try {
            String wanted = page(table);
            if (Boolean.getBoolean("golden.write")) write(page, wanted);
            String found = Files.exists(page) ? Files.readString(page) : "";
            if (!found.equals(wanted))
                throw new AssertionError(page + " differs from the table" + where(found, wanted));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path page, String text) throws IOException {
        Files.createDirectories(page.toAbsolutePath().getParent());
        Files.writeString(page, text);
    }

    private static String where(String found, String wanted) {
        String[] old = found.split("\n", -1);
        String[] now = wanted.split("\n", -1);
        int line = 0;
        while (line < old.length && line < now.length && old[line].equals(now[line])) line++;
        return " at line %d:%n  page:  %s%n  table: %s%nIf the table is right: -Dgolden.write=true"
                .formatted(line + 1, line < old.length ? old[line] : "", line < now.length ? now[line] : "");
    }

    /** The directory that holds the whole build, seen from the module whose test runs. */
    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        for (Path at = here; at != null; at = at.getParent()) if (Files.isDirectory(at.resolve(".mvn"))) return at;
        throw new IllegalStateException("no .mvn above " + here);
    }
}
