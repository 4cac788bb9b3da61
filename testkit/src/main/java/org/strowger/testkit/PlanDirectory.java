package org.strowger.testkit;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;

/** Where the plan of a specification lies. */
final class PlanDirectory {

    private PlanDirectory() {}

    /**
     * Beside the file of a specification that was compiled as a script; of one that a build compiled, where its
     * resources are.
     */
    static Path of(Class<?> specification) {
        CodeSource source = specification.getProtectionDomain().getCodeSource();
        if (source == null || !"file".equals(source.getLocation().getProtocol())) return Path.of("");
        try {
            Path at = Path.of(source.getLocation().toURI());
            return at.toString().endsWith(".groovy") ? at.resolveSibling("") : at;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
