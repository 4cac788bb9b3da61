package org.strowger.sipp;

import java.nio.file.Path;

/** A directory to run the switch from. */
interface SwitchHome {

    /** Of UDP and TCP at 127.0.0.1. */
    int sipPort();

    /** Of HTTP at 127.0.0.1. */
    int adminPort();

    /** Where the trunks listen that it calls; 0 if it has none. */
    default int trunkPort() {
        return 0;
    }

    /** Writes {@code strowger.yaml} and what belongs to it. */
    void writeTo(Path directory);
}
