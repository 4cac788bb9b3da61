package org.strowger.administration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.strowger.call.event.RefusalCause;
import org.strowger.sip.source.SourceCause;

/**
 * A figure that the switch tells: by {@code status} under this name, and at {@code /metrics} as {@code strowger_} and
 * this name, with {@code _total} behind it if it only ever grows.
 */
public record Figure(String name, Kind kind, String about, ToLongFunction<Figures> of) {

    /** How it changes. */
    enum Kind {
        /** Up and down. */
        GAUGE,
        /** Only up, since the start. */
        COUNTER
    }

    /** Those of every switch, in the order of {@code status}. */
    static final List<Figure> FIXED = Stream.of(usual().stream(), refusals(), sources(), LayerFigures.all())
            .flatMap(figures -> figures)
            .toList();

    /**
     * All of them, in the order of {@code status}: the fixed ones, then one for each machine that the switch counts the
     * illegal events of.
     */
    public static List<Figure> all(Figures now) {
        return Stream.concat(
                        FIXED.stream(),
                        now.exchange().illegal().keySet().stream().map(LayerFigures::illegal))
                .toList();
    }

    private static Stream<Figure> refusals() {
        return Arrays.stream(RefusalCause.values())
                .map(cause -> counter(
                        cause.figure(),
                        cause.about(),
                        f -> f.exchange().refusals().getOrDefault(cause, 0L)));
    }

    private static Stream<Figure> sources() {
        return Stream.concat(
                Stream.of(
                        counter(
                                "wrong_credentials",
                                "Wrong credentials",
                                f -> f.sources().failed()),
                        counter(
                                "bans",
                                "Addresses and flows banned for wrong credentials",
                                f -> f.sources().bans())),
                Arrays.stream(SourceCause.values())
                        .map(cause -> counter(
                                "dropped_" + cause.name().toLowerCase(Locale.ROOT),
                                "Requests dropped unread whose sender " + cause.description(),
                                f -> f.sources().of(cause))));
    }

    private static List<Figure> usual() {
        return List.of(
                gauge("calls", "Calls that are not over", f -> f.exchange().calls()),
                gauge(
                        "legs",
                        "Legs that are not over, callers included",
                        f -> f.exchange().legs()),
                gauge(
                        "agents",
                        "Voice agents that talk with callers",
                        f -> f.exchange().agents()),
                gauge("dialogs", "SIP dialogs", f -> f.exchange().dialogs()),
                gauge(
                        "subscriptions",
                        "Subscriptions of phones to what happens here",
                        f -> f.exchange().dialogLayers().subscriptions()),
                gauge(
                        "transactions",
                        "SIP transactions, client and server",
                        f -> f.exchange().transactions()),
                gauge("timers", "Timers that are running", f -> f.exchange().timers()),
                gauge(
                        "call_threads",
                        "Virtual threads that run routes",
                        f -> f.exchange().callThreads()),
                gauge("ports", "RTP/RTCP port pairs in use", f -> f.media().portsInUse()),
                gauge(
                        "ports_quarantined",
                        "Port pairs that rest after use",
                        f -> f.media().portsQuarantined()),
                gauge(
                        "ports_free",
                        "Port pairs that may be taken, those kept for emergency calls included",
                        f -> f.media().portsFree()),
                gauge(
                        "ports_kept",
                        "Port pairs that rest with their sockets bound, for the next call",
                        f -> f.media().portsKept()),
                gauge("media_sessions", "Calls with media", f -> f.media().sessions()),
                gauge("registrations", "Contacts registered", f -> f.exchange().registrations()),
                gauge("registrations_unreachable", "Of these, those that answer no more", Figures::unreachable),
                gauge(
                        "trunks_registered",
                        "Trunks registered at their providers",
                        f -> f.trunks().registered()),
                gauge(
                        "trunks_unregistered",
                        "Trunks that are to be registered and are not",
                        f -> f.trunks().unregistered()),
                gauge(
                        "trunks_up",
                        "Trunks that are probed and answer",
                        f -> f.trunks().up()),
                gauge(
                        "trunks_down",
                        "Trunks that are probed and don't answer",
                        f -> f.trunks().down()),
                gauge("connections", "TCP connections open", f -> f.network().connections()),
                counter("calls_started", "Calls begun", f -> f.exchange().callsStarted()),
                counter("calls_answered", "Calls answered", f -> f.exchange().callsAnswered()),
                counter(
                        "calls_refused",
                        "INVITEs refused before they became calls",
                        f -> f.exchange().callsRefused()),
                counter(
                        "script_faults",
                        "Calls whose route failed or stalled",
                        f -> f.exchange().programFaults()),
                counter(
                        "legs_heard",
                        "Legs with audio that are over",
                        f -> f.exchange().legsHeard()),
                counter(
                        "legs_heard_badly",
                        "Of these, those with an opinion score below 3.6 (G.107)",
                        f -> f.exchange().legsHeardBadly()),
                counter(
                        "legs_mute",
                        "Legs of which nothing was heard for the first five seconds in which they were sent to",
                        f -> f.exchange().legsMute()),
                counter(
                        "messages_received",
                        "SIP messages received",
                        f -> f.network().received()),
                counter("messages_sent", "SIP messages sent", f -> f.network().sent()),
                counter(
                        "messages_failed",
                        "SIP messages that could not be delivered",
                        f -> f.network().failed()),
                counter("messages_junk", "Frames that were no SIP, keepalives included", Figure::junk),
                counter(
                        "connections_accepted",
                        "TCP connections that peers opened",
                        f -> f.network().accepted()),
                counter(
                        "connections_opened",
                        "TCP connections that we opened",
                        f -> f.network().opened()),
                counter(
                        "connections_refused",
                        "TCP connections refused by a limit",
                        f -> f.network().refused()),
                counter(
                        "connections_cut",
                        "TCP connections cut for bad framing or silence",
                        f -> f.network().cut()),
                counter(
                        "packets_received",
                        "RTP and RTCP packets received",
                        f -> f.media().packetsReceived()),
                counter(
                        "packets_sent",
                        "RTP and RTCP packets sent",
                        f -> f.media().packetsSent()),
                counter(
                        "packets_dropped",
                        "RTP and RTCP packets from strangers or to nowhere",
                        f -> f.media().packetsDropped()),
                counter(
                        "packets_excess",
                        "RTP and RTCP packets dropped since the peer of a stream sends too many",
                        f -> f.media().packetsExcess()),
                counter(
                        "ports_hurried",
                        "Port pairs that were taken before they had rested, since nothing else was free",
                        f -> f.media().portsHurried()),
                counter(
                        "ports_bound",
                        "Port pairs whose sockets were made for a call; the others had a call's before",
                        f -> f.media().portsBound()),
                counter(
                        "presses_ignored",
                        "Digits, by telephone-event, tone or INFO, beyond what fingers can press",
                        f -> f.media().pressesIgnored() + f.exchange().pressesIgnored()),
                counter(
                        "sessions_expired",
                        "Legs that were hung up since nobody had refreshed their session in time",
                        f -> f.exchange().sessionsExpired()),
                counter(
                        "forks_ignored",
                        "Answers and rings of one INVITE beyond 32",
                        f -> f.exchange().forksIgnored()),
                counter(
                        "infos_refused",
                        "INFO of a package, too large, or too many in a second",
                        f -> f.exchange().infosRefused()),
                counter(
                        "infos_withheld",
                        "INFO not passed on to who has not answered the ones before",
                        f -> f.exchange().infosWithheld()),
                counter(
                        "transactions_shed",
                        "Requests refused because a loop has as many transactions as it may",
                        f -> f.exchange().transactionsShed()),
                counter(
                        "ending_faults",
                        "Exceptions while a call, leg or room ended; what it held was given back",
                        f -> f.exchange().endingFaults()),
                counter(
                        "media_faults",
                        "Exceptions that cost a media loop one turn, tick or packet",
                        f -> f.media().faults()),
                gauge(
                        "limits_taken",
                        "Places that calls have under limits of the dialplan",
                        f -> f.limits().places()),
                counter(
                        "limits_refused_calls",
                        "Calls that a limit of the dialplan refused a place, there being as many as might be",
                        f -> f.limits().refusedCalls()),
                counter(
                        "limits_refused_rate",
                        "Calls that a limit of the dialplan refused a place, too many having begun in a second",
                        f -> f.limits().refusedRate()),
                counter(
                        "records_written",
                        "Charging records written to the journal",
                        f -> f.records().written()),
                gauge(
                        "records_waiting",
                        "Charging records that wait in memory until the disk takes them",
                        f -> f.records().waiting()),
                counter(
                        "records_lost",
                        "Charging records lost because memory had no more room for them",
                        f -> f.records().lost()),
                gauge(
                        "records_behind",
                        "Octets of the journal that the CSV, the table or the webhook still has to take",
                        f -> f.records().behind()),
                counter("events_lost", "Events that a listener was too slow for", Figures::lostEvents),
                counter("log_lines_lost", "Log lines dropped because the disk was too slow", Figures::lostLogLines));
    }

    /** Its name at {@code /metrics}. */
    public String metric() {
        return "strowger_" + name + (kind == Kind.COUNTER ? "_total" : "");
    }

    private static long junk(Figures figures) {
        return figures.network().junk().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static Figure gauge(String name, String about, ToLongFunction<Figures> of) {
        return new Figure(name, Kind.GAUGE, about, of);
    }

    private static Figure counter(String name, String about, ToLongFunction<Figures> of) {
        return new Figure(name, Kind.COUNTER, about, of);
    }
}
