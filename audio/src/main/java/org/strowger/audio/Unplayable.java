package org.strowger.audio;

import java.io.IOException;

/** What is wrong with a sound, and what to do about it. */
public final class Unplayable {

    private Unplayable() {}

    /** For a sound of this name. */
    public static IOException because(String name, String why) {
        return new IOException(name + ": " + why + "; convert it, as with: sox IN -r 8000 -c 1 -b 16 OUT.wav");
    }
}
