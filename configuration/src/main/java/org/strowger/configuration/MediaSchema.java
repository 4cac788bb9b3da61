package org.strowger.configuration;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.strowger.call.setup.SoundSettings;
import org.strowger.configuration.Configuration.PortRange;
import org.strowger.media.MediaBackend;
import org.strowger.voicemail.VoicemailSettings;

/** The keys of media: how packets are moved, and what is heard, recorded and kept in mailboxes. */
final class MediaSchema {

    private static final Duration NO_TIME = Duration.ZERO;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private MediaSchema() {}

    /** The relay. */
    static final class Media {
        static final Key<PortRange> PORTS = Key.of(
                "ports",
                Kinds.PORTS,
                "16384-32767",
                "UDP ports for RTP and RTCP, both ends included. A leg with audio takes two: an even one and the odd"
                        + " one above it.");
        static final Key<Integer> RESERVE = Key.of(
                "reserve",
                Kinds.count("a number of port pairs", 0, 30_000),
                "(two for each of `calls.max-emergencies`, at most a quarter of all)",
                "Pairs of ports that are kept for emergency calls: when so many are left, other calls get 503.");
        static final Key<InetAddress> ADDRESS = Key.list(
                "address",
                Kinds.ADDRESS,
                "(the address that SIP uses toward the peer, if it is this host's own; else all)",
                "Addresses to bind media ports to, at most one IPv4 and one IPv6.");
        static final Key<Duration> TIMEOUT = Key.of(
                "timeout",
                Kinds.duration(NO_TIME, DAY),
                "60s",
                "A call whose peer should be sending and is silent for so long is hung up. Held calls are left alone."
                        + " 0s switches it off.");
        static final Key<Duration> QUARANTINE = Key.of(
                "quarantine",
                Kinds.duration(NO_TIME, HOUR),
                "5s",
                "How long ports rest after a call, so that its last packets don't reach the next one; less where no"
                        + " others are free.");
        static final Key<MediaBackend> BACKEND = Key.of(
                "backend",
                Kinds.choice("a backend", MediaBackend.class),
                "auto",
                "How packets are moved: `epoll` on Linux, `nio` anywhere; `auto` takes the faster one that works"
                        + " here.");
        static final Key<Integer> DSCP = Key.of(
                "dscp",
                Kinds.count("a DSCP", 0, 63),
                "46",
                "The class that media packets are marked with (RFC 2474); 46 is expedited forwarding, 0 leaves them"
                        + " unmarked.");
        static final Section SECTION =
                new Section("media", "", "", PORTS, RESERVE, ADDRESS, TIMEOUT, QUARANTINE, BACKEND, DSCP);

        private Media() {}
    }

    /** Sounds that the switch makes by itself. */
    static final class Tones {
        static final Key<String> COUNTRY = Key.of(
                "country",
                Kinds.oneOf("a country whose tones are known", countries()),
                "de",
                "Whose tones callers hear: ringing after an answer, `tone('busy')` and so on. The default is 425 Hz,"
                        + " as in most countries.");
        static final Key<String> ON_HOLD = Key.of(
                "on-hold",
                Kinds.TEXT,
                "music-on-hold.wav",
                "What a party hears, again and again, that the other puts on hold by `sendonly`: a file of a sound"
                        + " directory, or one that comes with the switch; `none` for what the other sends, mostly"
                        + " silence.");
        static final Section SECTION = new Section("tones", "", "", COUNTRY, ON_HOLD);

        private Tones() {}

        private static Map<String, String> countries() {
            Map<String, String> all = new LinkedHashMap<>();
            SoundSettings.countries().forEach(country -> all.put(country, country));
            return all;
        }
    }

    /** Recordings of calls. */
    static final class Recordings {
        static final Key<String> DIRECTORY = Key.of(
                "directory",
                Kinds.TEXT,
                "recordings",
                "Where `record` and `dial …, record:` write. Made when it is needed.");
        static final Key<SoundSettings.Format> FORMAT = Key.of(
                "format",
                Kinds.choice("a format", SoundSettings.Format.class),
                "wav",
                "How `dial …, record:` writes: `wav` takes 16 kB a second and channel, `opus` 2.5 kB.");
        static final Section SECTION = new Section("recordings", "", "", DIRECTORY, FORMAT);

        private Recordings() {}
    }

    /** Mailboxes. */
    static final class Voicemail {
        static final Key<String> DIRECTORY = Key.of(
                "directory",
                Kinds.TEXT,
                "voicemail",
                "Where mailboxes are kept, a directory each. Made when it is needed.");
        static final Key<Duration> LONGEST =
                Key.of("longest", Kinds.duration(SECOND, HOUR), "3m", "The longest message that is taken.");
        static final Key<Integer> MOST =
                Key.of("most", Kinds.count("a number of messages", 1, 10_000), "100", "Messages that a mailbox holds.");
        static final Key<VoicemailSettings.Lamps> LAMPS = Key.of(
                "lamps",
                Kinds.oneOf(
                        "on or off",
                        Kinds.ordered("on", VoicemailSettings.Lamps.ON, "off", VoicemailSettings.Lamps.OFF)),
                "on",
                "`on`: the phones of the account that a mailbox is named after are told how many messages wait (RFC"
                        + " 3842), by NOTIFY without a subscription.");
        static final Key<Integer> PIN_TRIES = Key.of(
                "pin-tries",
                Kinds.count("a number of PINs", 1, 1000),
                "10",
                "Wrong PINs of a mailbox within `pin-lock`, over all calls, after which it takes none for as long, and"
                        + " the event `mailbox_locked` is told. The phone of the account that the box is named after is"
                        + " asked for none.");
        static final Key<Duration> PIN_LOCK =
                Key.of("pin-lock", Kinds.duration(SECOND, DAY), "10m", "See `pin-tries`.");
        static final Section SECTION =
                new Section("voicemail", "", "", DIRECTORY, LONGEST, MOST, LAMPS, PIN_TRIES, PIN_LOCK);

        private Voicemail() {}
    }
}
