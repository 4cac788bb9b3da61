package org.strowger.voicemail.mail;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.strowger.statemachine.Secret;

/**
 * How messages of mailboxes are sent to their owners by e-mail.
 *
 * @param server empty if nothing is
 * @param addresses of those accounts that have one
 */
public record MailSettings(Optional<Server> server, Map<String, String> addresses) {

    /** Nothing is sent. */
    public static final MailSettings NONE = new MailSettings(Optional.empty(), Map.of());

    /** Copies. */
    public MailSettings {
        addresses = Map.copyOf(addresses);
    }

    /**
     * The server that takes mail for everybody (RFC 5321, a submission server of RFC 6409 usually).
     *
     * @param security how the connection is secured
     * @param trusted certificates in PEM that the server's must lead to; empty for those that the JDK trusts
     * @param login who we say we are; empty where the server knows us by our address
     * @param from the sender
     * @param letter what mails say
     */
    public record Server(
            String host,
            int port,
            Security security,
            Optional<Path> trusted,
            Optional<Login> login,
            String from,
            Letter letter) {

        /** For people. */
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /** Proves who we are. */
    public record Login(String user, Secret password) {}

    /** What a mail says; both may hold {@code {box}}, {@code {from}}, {@code {time}} and {@code {length}}. */
    public record Letter(String subject, String text) {}

    /** How a connection to the server is secured. */
    public enum Security {
        /** By STARTTLS (RFC 3207), which the server has to offer. */
        STARTTLS(587),
        /** TLS from its beginning (RFC 8314). */
        TLS(465),
        /** Not at all. */
        NONE(25);

        private final int usualPort;

        Security(int usualPort) {
            this.usualPort = usualPort;
        }

        /** The port that servers of this kind listen on. */
        public int usualPort() {
            return usualPort;
        }
    }
}
