package org.strowger.voicemail.mail;

import java.nio.file.Path;
import java.time.Instant;

/** Takes mail. Blocks. */
interface Post {

    /** A mail with a sound file. */
    record Letter(String to, String subject, String text, Path enclosed, String enclosedAs, Instant at) {}

    /** What became of a mail. */
    sealed interface Outcome {
        /** It has been taken. */
        record Sent() implements Outcome {}

        /** Not now. */
        record Later(String why) implements Outcome {}

        /** Never. */
        record Refused(String why) implements Outcome {}
    }

    /** A way to the server, while it is open. */
    interface Round extends AutoCloseable {
        Outcome send(Letter letter);

        @Override
        void close();
    }

    /** The server can't be reached or doesn't let us in: no mail goes now. */
    final class OutOfOrder extends Exception {
        private static final long serialVersionUID = 1L;

        OutOfOrder(String why, Throwable cause) {
            super(why, cause);
        }
    }

    /** Connects. */
    Round open() throws OutOfOrder;

    /** What mails say. */
    MailSettings.Letter letter();

    /** Whom it gives them to, for people. */
    String server();
}
