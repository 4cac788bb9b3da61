package org.strowger.sip.tls;

import java.nio.file.Path;

/** A certificate or key can't be used; the message names the file and says what to do. */
public final class TlsFailure extends Exception {
    private static final long serialVersionUID = 1;

    TlsFailure(Path file, String why) {
        super(file + ": " + why);
    }

    TlsFailure(Path file, String why, Throwable cause) {
        super(file + ": " + why, cause);
    }
}
