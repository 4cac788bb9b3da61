package org.strowger.audio.sound;

/** A prompt of ours. */
sealed interface Playable extends Prompt permits PcmPrompt, StreamedPrompt {

    /** Begins it for one listener, at this rate if it has several. On the media loop. */
    Voice begin(int rate);

    /** A prompt on its way to one listener. Runs on the media loop: blocks nowhere, allocates nothing. */
    interface Voice {
        /** Of what it gives, Hz. */
        int rate();

        /** Whether there is anything to give yet: it may take a moment to begin. */
        boolean isReady();

        /** Gives so many samples; fewer when it ends within them, and 0 once it is over. */
        int read(short[] into, int from, int count);

        /** Goes on from this position. A position beyond its end ends it. */
        void seek(long millis);

        /** Nothing more is wanted. */
        void end();
    }
}
