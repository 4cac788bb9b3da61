package org.strowger.configuration;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.strowger.directory.BrowserPolicy;
import org.strowger.directory.CallGroup;
import org.strowger.directory.SrtpPolicy;
import org.strowger.directory.TrunkTrust;
import org.strowger.sdp.Codec;
import org.strowger.sip.Transport;
import org.strowger.statemachine.Secret;

/** The keys of those whom the switch knows: accounts, trunks, and what they answer for together. */
final class PartySchema {

    private static final Duration NO_TIME = Duration.ZERO;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private static final String SRTP_MEANING =
            "Encrypted media (SRTP, keys by SDES: RFC 4568). `accept`: where the other side offers it; `prefer`:"
                    + " offered beside packets in the clear (RFC 8643); `prefer-two-lines`: the same by a line for each,"
                    + " for phones that know no other form; `require`: nothing else, 488 otherwise; `refuse`: none. Of an"
                    + " offer with a line for each, one is taken. The keys travel in SIP, so they are as secret as its"
                    + " transport.";

    private static final String WEBRTC_MEANING =
            "Media as browsers have them (WebRTC: ICE and DTLS-SRTP, RFC 8827). `auto`: where the other side offers"
                    + " them, and offered to whoever registers by `ws` or `wss`, as browsers do; `on`: offered to"
                    + " everybody; `off`: neither, 488 for such an offer. Such media are encrypted whatever `srtp` says,"
                    + " but for `refuse`. So far the audio; video and data are refused within the call.";

    /** Each account. */
    static final class Accounts {
        static final Key<Secret> PASSWORD = Key.of(
                "password",
                Kinds.PASSWORD,
                "(none)",
                "The password, in the clear. Either this or at least one of the two below.");
        static final Key<Secret> HA1_MD5 = Key.of(
                "ha1-md5",
                Kinds.hex("an MD5 HA1", 32),
                "(none)",
                "MD5 of `user:realm:password` in hexadecimal, instead of the password.");
        static final Key<Secret> HA1_SHA256 = Key.of(
                "ha1-sha256",
                Kinds.hex("a SHA-256 HA1", 64),
                "(none)",
                "SHA-256 of `user:realm:password` in hexadecimal, instead of the password.");
        static final Key<String> NAME =
                Key.of("name", Kinds.TEXT, "(what the phone says)", "The display name that others see.");
        static final Key<String> CONTEXT =
                Key.of("context", Kinds.NAME_WORD, "default", "The dialplan context that this account's calls enter.");
        static final Key<Integer> MAX_CONTACTS = Key.of(
                "max-contacts",
                Kinds.count("a number of contacts", 1, 1000),
                "10",
                "How many phones may be registered to this account at once; one more takes the place of the one whose"
                        + " registration is oldest.");
        static final Key<Map<String, String>> LOCATION = Key.of(
                "location",
                Kinds.CIVIC_ADDRESS,
                "(none)",
                "Where it is, for emergency calls (`civicAddressOf(caller)` in a dialplan): elements of RFC 5139 as"
                        + " `NAME=value`, with `;` between them. `country`, `A1` (state), `A3` (city), `RD` (road), `HNO`"
                        + " (house number), `FLR`, `ROOM`, `PC` (postal code) are the usual ones.");
        static final Key<BigDecimal> CREDIT = Key.of(
                "credit",
                Kinds.AMOUNT,
                "(none)",
                "What the account may spend by `bill`, where no database keeps balances: it begins with this at each"
                        + " start.");
        static final Key<String> EMAIL = Key.of(
                "email",
                Kinds.EMAIL,
                "(none)",
                "Where messages of the mailbox that is named after this account are sent, besides: see `mail`.");
        static final Key<Codec> CODECS = Key.list(
                "codecs",
                Kinds.CODEC,
                "(whatever is offered)",
                "The audio codecs of this account's phones. The best first: what both sides speak goes through as it"
                        + " is, the others are offered behind it and transcoded. Where nothing is written, offers go"
                        + " through in their own order, with G.711 added where it is missing.");
        static final Key<Integer> MAX_CALLS =
                Key.of("max-calls", CallLimitKeys.CALLS, "(`calls.max-per-account`)", "Calls at once of this account.");
        static final Key<Integer> CALL_RATE = Key.of(
                "call-rate",
                CallLimitKeys.RATE,
                "(`calls.rate-per-account`)",
                "Calls that this account may begin in a second.");
        static final Key<SrtpPolicy> SRTP = Key.of("srtp", Kinds.SRTP, "accept", SRTP_MEANING);
        static final Key<BrowserPolicy> WEBRTC = Key.of("webrtc", Kinds.WEBRTC, "auto", WEBRTC_MEANING);
        static final Section SECTION = new Section(
                "accounts.NAME",
                "Who may register and call. The name is the user part of the SIP address and the user name of digest"
                        + " authentication.",
                """
                accounts:
                  1001: {password: correct-horse, name: Ada}
                  1002: {ha1-md5: 5f3c…, context: sales, location: "country=US; A1=NY; A3=New York; RD=Broadway; HNO=123; FLR=4"}
                """,
                PASSWORD,
                HA1_MD5,
                HA1_SHA256,
                NAME,
                CONTEXT,
                MAX_CONTACTS,
                LOCATION,
                CREDIT,
                EMAIL,
                CODECS,
                SRTP,
                WEBRTC,
                MAX_CALLS,
                CALL_RATE,
                SessionSchema.OWN_TIMERS,
                SessionSchema.OWN_EXPIRES,
                SessionSchema.OWN_RELIABLE,
                KeepAliveSchema.OWN_KEEP_ALIVE,
                KeepAliveSchema.OWN_EVERY);

        private Accounts() {}
    }

    /** Each trunk. */
    static final class Trunks {
        static final Key<String> HOST = Key.of(
                "host",
                Kinds.HOST_NAME,
                "(must be written)",
                "Where calls to the trunk are sent. Calls from its addresses need no digest; those of a name are"
                        + " looked up each minute. A call that was answered follows the address in its Contact, which may"
                        + " be another, but not a private one that a public one announces.");
        static final Key<Integer> PORT = Key.of(
                "port",
                Kinds.PORT,
                "(by DNS)",
                "Where calls to the trunk are sent. Without it, a name is looked up as RFC 3263 has it: its SRV"
                        + " records for the `transport` say host and port, in their order, and where it has none the"
                        + " port is 5060, or 5061 with `tls`. What its NAPTR records would like is not asked.");
        static final Key<Transport> TRANSPORT =
                Key.of("transport", Schema.CALLING, "udp", "Needs a listener of that transport.");
        static final Key<String> CONTEXT =
                Key.of("context", Kinds.NAME_WORD, "default", "The dialplan context that calls from this trunk enter.");
        static final Key<Codec> CODECS = Key.list(
                "codecs",
                Kinds.CODEC,
                "(whatever is offered)",
                "The audio codecs of this trunk. The best first: what both sides speak goes through as it is, the"
                        + " others are offered behind it and transcoded. Where nothing is written, offers go through in"
                        + " their own order, with G.711 added where it is missing.");
        static final Key<SrtpPolicy> SRTP = Key.of("srtp", Kinds.SRTP, "accept", SRTP_MEANING);
        static final Key<BrowserPolicy> WEBRTC = Key.of("webrtc", Kinds.WEBRTC, "auto", WEBRTC_MEANING);
        static final Key<TrunkTrust.Proof> PROOF = Key.of(
                "proof",
                Kinds.PROOF,
                "address",
                "What makes a call the trunk's own. `address`: that it comes from there; over UDP anybody can write"
                        + " that. `address-and-port`: also from the port that the trunk is called at. `tcp`: that it comes"
                        + " by a TCP connection. `digest`: the password of the account that is named as the trunk is.");
        static final Key<String> PASS_HEADERS = Key.list(
                "pass-headers",
                Kinds.HEADER_NAME,
                "(none)",
                "Headers that go from callers to this trunk and from this trunk to callees as they come: `Alert-Info`,"
                        + " `Priority`, `X-…`. Between phones they pass; to and from elsewhere only what a trunk names"
                        + " here, or a route sets by `header`. A trunk that names `Referred-By` is told which account has"
                        + " transferred a call to it, by the switch; what others write there is passed to nobody.");
        static final Key<Integer> MAX_CALLS =
                Key.of("max-calls", CallLimitKeys.CALLS, "(`calls.max-per-trunk`)", "Calls at once from this trunk.");
        static final Key<Integer> CALL_RATE = Key.of(
                "call-rate",
                CallLimitKeys.RATE,
                "(`calls.rate-per-trunk`)",
                "Calls that this trunk may begin in a second.");
        static final Key<Duration> PROBE = Key.of(
                "probe",
                Kinds.duration(Duration.ofSeconds(5), Duration.ofHours(1)),
                "(never)",
                "How often the trunk is asked by OPTIONS whether it is there. Any answer will do, but 408, 502, 503 and"
                        + " 504. After three questions without one, each of which waits for four seconds, it is down: calls"
                        + " pass it over, as if it did not respond, until it answers.");
        static final Section SECTION = new Section(
                "trunks.NAME",
                "Carriers and other switches, for `dial trunk('NAME').to(number)`.",
                """
                trunks:
                  carrier-a: {host: sip.carrier.example, transport: tcp, context: inbound}
                """,
                HOST,
                PORT,
                TRANSPORT,
                CONTEXT,
                CODECS,
                SRTP,
                WEBRTC,
                PROOF,
                PASS_HEADERS,
                PROBE,
                MAX_CALLS,
                CALL_RATE,
                SessionSchema.OWN_TIMERS,
                SessionSchema.OWN_EXPIRES,
                SessionSchema.OWN_RELIABLE);

        private Trunks() {}
    }

    /** Each group. */
    static final class Groups {
        static final Key<CallGroup.Member> MEMBERS = Key.list(
                "members",
                Kinds.MEMBER,
                "(must be written)",
                "Accounts; `1002=3` gives 1002 the weight 3 beside others, who have 1.");
        static final Key<CallGroup.Strategy> STRATEGY = Key.of(
                "strategy",
                Kinds.STRATEGY,
                "ring-all",
                "`ring-all`: everybody at once; `longest-idle`: first who has been off the phone for longest;"
                        + " `round-robin`: in turns; `weighted`: as often as the weights say.");
        static final Key<Duration> MEMBER_TIMEOUT = Key.of(
                "member-timeout",
                Kinds.duration(SECOND, HOUR),
                "15s",
                "How long each member rings before the next one does; how long all ring, where all do at once.");
        static final Section SECTION = new Section(
                "groups.NAME",
                "People who answer for one number: `dial group('NAME')`.",
                """
                groups:
                  sales: {members: [1001, 1002=3, 1003], strategy: weighted, member-timeout: 20s}
                """,
                MEMBERS,
                STRATEGY,
                MEMBER_TIMEOUT);

        private Groups() {}
    }

    /** Each queue. */
    static final class Queues {
        static final Key<CallGroup.Member> MEMBERS = Groups.MEMBERS;
        static final Key<CallGroup.Strategy> STRATEGY =
                Key.of("strategy", Kinds.STRATEGY, "longest-idle", "Who rings for the next caller, as in a group.");
        static final Key<Duration> MEMBER_TIMEOUT = Groups.MEMBER_TIMEOUT;
        static final Key<Duration> WRAP_UP = Key.of(
                "wrap-up",
                Kinds.duration(NO_TIME, HOUR),
                "0s",
                "How long a member is left alone after a call of this queue.");
        static final Key<Duration> MAX_WAIT =
                Key.of("max-wait", Kinds.duration(SECOND, DAY), "(for ever)", "How long a caller waits at most.");
        static final Key<String> OVERFLOW = Key.of(
                "overflow",
                Kinds.TEXT,
                "(the call goes back to the dialplan)",
                "The number that callers are sent to, through the dialplan, who have waited for `max-wait` or found"
                        + " the queue full.");
        static final Key<Integer> CAPACITY =
                Key.of("capacity", Kinds.count("a number of callers", 1, 10_000), "100", "How many may wait at once.");
        static final Key<String> MUSIC = Key.list(
                "music",
                Kinds.TEXT,
                "(two soft beeps each ten seconds)",
                "Sound files played over and over to who waits.");
        static final Key<String> ANNOUNCEMENT = Key.list(
                "announcement",
                Kinds.TEXT,
                "(none)",
                "Sound files played first; `{position}` in a name is the caller's place, such as"
                        + " `place-{position}.wav`.");
        static final Key<Duration> ANNOUNCE_EVERY = Key.of(
                "announce-every", Kinds.duration(SECOND, HOUR), "(once)", "How often the announcement is played.");
        static final Section SECTION = new Section(
                "queues.NAME",
                "Where callers wait for the next who is free: `dial queue('NAME')` answers them first.",
                """
                queues:
                  support:
                    members: [1001, 1002]
                    wrap-up: 20s
                    max-wait: 5m
                    overflow: 3000
                    music: [waltz.wav]
                    announcement: [you-are-number.wav, "place-{position}.wav"]
                    announce-every: 30s
                """,
                MEMBERS,
                STRATEGY,
                MEMBER_TIMEOUT,
                WRAP_UP,
                MAX_WAIT,
                OVERFLOW,
                CAPACITY,
                MUSIC,
                ANNOUNCEMENT,
                ANNOUNCE_EVERY);

        private Queues() {}
    }

    private PartySchema() {}
}
