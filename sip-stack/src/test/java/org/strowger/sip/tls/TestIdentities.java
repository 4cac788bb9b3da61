package org.strowger.sip.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.strowger.sip.tls.TlsSettings.Identity;

/** Two that nobody vouches for, made once for all tests of a run, since that takes a second each. */
public final class TestIdentities {

    /** Of {@code one.example} and 127.0.0.1. */
    public static final Identity ONE = made("one.example", "127.0.0.1");
    /** Of {@code two.example} and what stands below {@code three.example}. */
    public static final Identity TWO = made("two.example", "*.three.example");

    private TestIdentities() {}

    private static Identity made(String... names) {
        try {
            Path directory = Files.createTempDirectory("identity");
            Identity identity = SelfSigned.in(directory, List.of(names));
            directory.toFile().deleteOnExit(); // in reverse: last, when it is empty
            identity.certificate().toFile().deleteOnExit();
            identity.key().toFile().deleteOnExit();
            return identity;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TlsFailure e) {
            throw new IllegalStateException(e);
        }
    }
}
