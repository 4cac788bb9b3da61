package org.strowger.sipp;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs that the tests need on the PATH. A missing one fails the test: a test that is skipped proves nothing. */
enum Tool {
    SIPP("sipp", "sip-tester"),
    BARESIP("baresip", "baresip-core"),
    NODE("node", "nodejs"),
    CHROMIUM("chromium", "chromium");

    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    private final String program;
    private final String aptPackage;

    Tool(String program, String aptPackage) {
        this.program = program;
        this.aptPackage = aptPackage;
    }

    /** The program to start. */
    String path() {
        return Stream.of(SEPARATOR.split(System.getenv().getOrDefault("PATH", "/usr/bin")))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(program + " is not installed: run  apt-get install -y " + aptPackage))
                .toString();
    }
}
