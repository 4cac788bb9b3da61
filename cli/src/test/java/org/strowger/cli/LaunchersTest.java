package org.strowger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the launchers find a Java: by installations that are nothing but a {@code release} file and empty programs. */
class LaunchersTest {

    private static final Path FIND_JDK = Path.of("src/main/dist/bin/find-jdk").toAbsolutePath();

    @TempDir
    Path directory;

    @Test
    void java_home_is_taken_if_it_is_new_enough() throws Exception {
        Path jdk = jdk("jdk-25", "25.0.1");

        assertThat(find("java", "JAVA_HOME=" + jdk, "PATH=/usr/bin:/bin")).isEqualTo(jdk + "\n");
    }

    @Test
    void one_that_is_too_old_is_passed_over_for_one_on_the_path() throws Exception {
        Path old = jdk("jdk-17", "17.0.15");
        Path fresh = jdk("jdk-26", "26");

        assertThat(find("javac", "JAVA_HOME=" + old, "PATH=" + fresh.resolve("bin") + ":/usr/bin:/bin"))
                .isEqualTo(fresh + "\n");
    }

    @Test
    void to_build_a_jre_is_not_enough() throws Exception {
        Path jre = jdk("jre-25", "25.0.1");
        Files.delete(jre.resolve("bin/javac"));
        Path jdk = jdk("jdk-25", "25.0.1");
        String path = "PATH=" + jdk.resolve("bin") + ":/usr/bin:/bin";

        assertThat(find("java", "JAVA_HOME=" + jre, path)).isEqualTo(jre + "\n");
        assertThat(find("javac", "JAVA_HOME=" + jre, path)).isEqualTo(jdk + "\n");
    }

    @Test
    void without_any_it_says_in_one_line_what_to_install() throws Exception {
        String output = bash("no_java; echo not reached");

        assertThat(output).hasLineCount(1).contains("no JDK 25 or newer found: install one");
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = directory.toRealPath().resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        for (String program : new String[] {"java", "javac"}) {
            Path file = Files.writeString(home.resolve("bin/" + program), "#!/bin/sh\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        return home;
    }

    private static String find(String need, String... environment) throws Exception {
        return bash(String.join(" ", environment) + " find_java_home " + need);
    }

    private static String bash(String script) throws Exception {
        Process bash = new ProcessBuilder("bash", "-c", "source '" + FIND_JDK + "'; " + script)
                .redirectErrorStream(true)
                .start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        bash.waitFor();
        return output;
    }
}
