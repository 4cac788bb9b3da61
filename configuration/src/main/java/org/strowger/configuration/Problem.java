package org.strowger.configuration;

import java.nio.file.Path;

/**
 * One thing that is wrong with the configuration, with its remedy.
 *
 * @param file as the user named it
 * @param line from 1; 0 if the problem is with the file as a whole
 * @param key such as {@code listen[0].port}; empty if there is none
 * @param text what is wrong and what to do about it
 */
public record Problem(Path file, int line, String key, String text) {

    /** On one line, as compilers do: {@code strowger.yaml:12: listen[0].port: 70000 is not a port; use 1 to 65535}. */
    @Override
    public String toString() {
        return file + ":" + (line > 0 ? line + ":" : "") + " " + (key.isEmpty() ? "" : key + ": ") + text;
    }
}
