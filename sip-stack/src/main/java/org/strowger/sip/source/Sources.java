package org.strowger.sip.source;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.strowger.sip.Flow;
import org.strowger.sip.WireMessage;
import org.strowger.sip.source.Allowance.Rate;

/**
 * Who sends: budgets of requests and of wrong credentials for each address (an IPv6 /64 counts as one), flow and
 * account, and who has proved itself. What has proved itself is known for a time, has a larger budget, and is never
 * banned: then only the flow that fails is, and its neighbours behind the same NAT are not. Bounded, without locks, and
 * a step of constant time for each request. Any thread.
 */
public final class Sources {

    /** Addresses, flows, and pairs of an account and an address that are remembered, each. */
    public static final int MOST_REMEMBERED = 16_384;

    /** A larger request counts once more for each so many of its octets, since it is read octet by octet. */
    public static final int OCTETS_OF_ONE = 4096;

    private static final long TELL_EVERY_MICROS = TimeUnit.MINUTES.toMicros(1);
    private static final long TRUST_MICROS = TimeUnit.SECONDS.toMicros(10);
    /** Sources told of in a minute, by a burst at most; the figures count all. */
    private static final Rate TOLD = Rate.perMinute(60);
    /** Calls for help beyond the budget: no house on fire calls more often. */
    private static final Rate EMERGENCIES = Rate.perSecond(10);

    /** Told about sources, on the loop that found out. */
    public interface Listener {
        /** Nothing is read from there for so long. */
        void banned(InetAddress address, Duration span);

        /** So many requests have been dropped since it was last told; once a minute for each address. */
        void dropped(InetAddress address, SourceCause cause, int count);

        /** Who sends on the flow has proved himself; told each time, on the loop where he did. */
        default void proved(Flow flow) {}
    }

    /** Who is known without having proved anything here, such as a trunk. Asked often. */
    public interface Trust {
        /** Whoever sends from this address, however. */
        boolean trusts(InetAddress address);

        /** What comes on this flow, though others who send from its address have yet to prove themselves. */
        boolean trusts(Flow flow);

        /** Whether who has proved to be an account on this flow speaks for many, as a trunk does. */
        boolean speaksForMany(Flow flow);
    }

    private final InstantSource time;
    private final Predicate<InetAddress> trustedAddresses;
    private final Trust trust;
    private final Listener listener;
    private final HiddenKeys keys = new HiddenKeys();
    private final SourceTable addresses = new SourceTable(MOST_REMEMBERED);
    private final SourceTable flows = new SourceTable(MOST_REMEMBERED);
    private final SourceTable accounts = new SourceTable(MOST_REMEMBERED);
    private final Allowance strangers = new Allowance();
    private final Allowance telling = new Allowance();
    private final Map<SourceCause, LongAdder> dropped = new EnumMap<>(SourceCause.class);
    private final LongAdder bans = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final List<String> scanners;
    private final Rate requestRate;
    private final Rate knownRate;
    private final Rate accountRequestRate;
    private final int accountAtOnce;
    private final Rate strangersRate;
    private final Rate failureRate;
    private final Rate accountRate;
    private final long banMicros;

    /**
     * Nobody is known yet.
     *
     * @param trust who is known anyhow, besides the networks of the settings
     */
    public Sources(SourceSettings settings, Trust trust, InstantSource time, Listener listener) {
        this.time = time;
        this.trust = trust;
        this.trustedAddresses = settings.allowed().or(trust::trusts);
        this.listener = listener;
        this.scanners = settings.scanners().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        this.requestRate = Rate.perSecond(settings.requests());
        this.knownRate = Rate.perSecond(settings.knownRequests());
        this.accountRequestRate = Rate.perSecond(settings.accountRequests());
        this.accountAtOnce = settings.accountAtOnce();
        this.strangersRate = Rate.perSecond(settings.strangersRequests());
        this.failureRate = Rate.perMinute(settings.failures());
        this.accountRate = Rate.perMinute(settings.accountFailures());
        this.banMicros = TimeUnit.NANOSECONDS.toMicros(settings.ban().toNanos());
        for (SourceCause cause : SourceCause.values()) dropped.put(cause, new LongAdder());
    }

    /**
     * Judges a request by where it comes from alone, before anything of it is read. What passes is judged by
     * {@link #refusal} as well.
     *
     * @return whether to drop it, which is counted and told already
     */
    public boolean refusesUnread(Flow from) {
        long now = now();
        Source address = addresses.find(keys.of(from.remote().getAddress()));
        SourceCause cause = refusalOfNext(address, from, now);
        if (address == null || cause == null) return false;
        drop(address, from, cause, now);
        return true;
    }

    /** Whether a request that came from there now would be dropped for that alone. */
    public boolean hasSpent(Flow from) {
        return refusalOfNext(addresses.find(keys.of(from.remote().getAddress())), from, now()) != null;
    }

    private @Nullable SourceCause refusalOfNext(@Nullable Source address, Flow from, long now) {
        return address == null ? null : refusalOfSource(address, from, now, Allowance::has);
    }

    /**
     * Judges a request by where it comes from and what its index says.
     *
     * @param ours whether we answer for the host of a Request-URI
     * @return why to drop it, which is counted and told already; empty if it may be read
     */
    public Optional<SourceCause> refusal(WireMessage request, Predicate<String> ours) {
        long now = now();
        Flow from = request.flow();
        Source address = address(from, now);
        int count = count(request);
        Allowance.Look taking = count == 1 ? Allowance::take : (budget, at, rate) -> budget.take(at, rate, count);
        SourceCause cause = refusalOfSource(address, from, now, taking);
        if (cause == null && !isKnown(address, from, now)) cause = refusalOfStranger(request, ours, now, taking);
        if (cause == null) return Optional.empty();
        drop(address, from, cause, now);
        return Optional.of(cause);
    }

    private static int count(WireMessage request) {
        return Math.min(Allowance.DEAREST, 1 + (request.frame().length - 1) / OCTETS_OF_ONE);
    }

    /** @param look at what is left, or takes of it */
    private @Nullable SourceCause refusalOfSource(Source address, Flow from, long now, Allowance.Look look) {
        address.seenMicros = now;
        if (isKnown(address, from, now)) return refusalOfKnown(address, from, now, look);
        if (address.isBanned(now)) return SourceCause.BANNED;
        return look.at(address.requests, now, requestRate) ? null : SourceCause.BUDGET;
    }

    private @Nullable SourceCause refusalOfKnown(Source address, Flow from, long now, Allowance.Look look) {
        Source flow = flows.find(keys.of(from));
        if (flow != null && flow.isBanned(now)) return SourceCause.BANNED;
        boolean proved = flow == null ? isTrusted(from) : flow.isKnown(now) || isTrusted(from);
        if (proved)
            return hasOwn(flow, from, now, look) && look.at(address.requests, now, knownRate)
                    ? null
                    : SourceCause.BUDGET;
        // Somebody new behind an address that is known: it spends nothing of what its neighbours have.
        Source fresh = flow == null ? flows.at(keys.of(from), from, now) : flow;
        fresh.seenMicros = now;
        return look.at(fresh.requests, now, requestRate) ? null : SourceCause.BUDGET;
    }

    /** One account doesn't spend what its neighbours have. A trunk, or a proxy that is trusted, speaks for many. */
    private boolean hasOwn(@Nullable Source flow, Flow from, long now, Allowance.Look look) {
        Source account = flow == null ? null : flow.account;
        return account == null
                || look.at(account.requests, now, accountRequestRate)
                || isTrusted(from)
                || trust.speaksForMany(from);
    }

    /**
     * When a request that was let pass just now is to be read: what an account asks at once, beyond a few requests, is
     * worked off at its rate, between what others ask, and nothing of it overtakes what still waits. Trunks, and all
     * who have yet to prove themselves, wait for no turn.
     */
    public Turn turn(Flow from) {
        Source flow = flows.find(keys.of(from));
        Source account = flow == null ? null : flow.account;
        if (account == null) return Turn.NOW;
        long micros = account.requests.waits(now(), accountRequestRate, accountAtOnce);
        if ((micros <= 0 && account.waiting.get() == 0) || isTrusted(from) || trust.speaksForMany(from))
            return Turn.NOW;
        return Turn.in(micros, account.waiting);
    }

    private @Nullable SourceCause refusalOfStranger(
            WireMessage request, Predicate<String> ours, long now, Allowance.Look taking) {
        if (!request.toTag().isEmpty() || request.method().equals("ACK")) return null;
        // The cheapest first: beyond this nothing more is looked at.
        if (!taking.at(strangers, now, strangersRate)) return SourceCause.STRANGERS;
        if (isScanner(request)) return SourceCause.SCANNER;
        return ours.test(request.requestHost()) ? null : SourceCause.FOREIGN_DOMAIN;
    }

    private boolean isScanner(WireMessage request) {
        if (scanners.isEmpty()) return false;
        String agent = request.value("user-agent").toLowerCase(Locale.ROOT);
        if (agent.isEmpty()) return false;
        for (String scanner : scanners) if (agent.contains(scanner)) return true;
        return false;
    }

    /**
     * Whether credentials for an account are worth judging: not where its budget of failures, or that of the address or
     * the flow, is used up, unless the account has proved itself from that address before. To be asked for unknown
     * accounts as for known ones.
     */
    public boolean mayTry(Flow flow, String account) {
        long now = now();
        Source pair = accounts.find(keys.of(flow, account));
        if (pair != null && pair.isKnown(now)) return true;
        Source known = accounts.find(keys.of(account));
        if (known != null && !known.failures.has(now, accountRate)) return false;
        Source from = flows.find(keys.of(flow));
        return address(flow, now).failures.has(now, failureRate)
                && (from == null || from.failures.has(now, failureRate));
    }

    /** Credentials for an account were wrong, made with a nonce of ours: it does come from there. */
    public void failed(Flow flow, String account) {
        long now = now();
        failed.increment();
        accounts.at(keys.of(account), account, now).failures.take(now, accountRate);
        Source address = address(flow, now);
        Source from = flows.at(keys.of(flow), flow, now);
        spend(from, now);
        spend(address, now);
        if (isKnown(address, flow, now)) {
            if (!from.failures.has(now, failureRate) && !from.isKnown(now)) ban(from, flow, now);
        } else if (!address.failures.has(now, failureRate)) ban(address, flow, now);
    }

    private void spend(Source source, long now) {
        source.seenMicros = now;
        source.failures.take(now, failureRate);
    }

    /** An account has proved itself: the flow and its address are known for so long. */
    public void proved(Flow flow, String account, Duration span) {
        long now = now();
        know(accounts.at(keys.of(flow, account), account, now), now, span);
        flows.at(keys.of(flow), flow, now).account = accounts.at(keys.of(account), account, now);
        proved(flow, span);
    }

    /** Something that counts as proof runs on the flow, such as a call: it and its address are known for so long. */
    public void proved(Flow flow, Duration span) {
        long now = now();
        know(flows.at(keys.of(flow), flow, now), now, span);
        know(address(flow, now), now, span);
        listener.proved(flow);
    }

    private static void know(Source source, long now, Duration span) {
        long until = now + TimeUnit.NANOSECONDS.toMicros(span.toNanos());
        source.seenMicros = now;
        source.bannedUntil = 0;
        if (until > source.knownUntil) source.knownUntil = until;
    }

    /** Whether the address has proved itself lately, or is trusted. */
    public boolean isKnown(Flow flow) {
        long now = now();
        return isKnown(address(flow, now), flow, now);
    }

    /**
     * Whether a call for help that is beyond the budget may pass: of who is known, ten a second of each account, and of
     * all others behind its address. So no neighbour keeps anybody from it, and a flood of them is a flood.
     */
    public boolean sparesEmergency(Flow from) {
        long now = now();
        Source address = address(from, now);
        if (!isKnown(address, from, now)) return false;
        Source flow = flows.find(keys.of(from));
        if (flow == null || !flow.isKnown(now)) return address.emergencies.take(now, EMERGENCIES);
        Source account = flow.account;
        return (account == null ? flow : account).emergencies.take(now, EMERGENCIES);
    }

    /** Lifts the ban of an address and of all flows from there; false if there was none. */
    public boolean unban(InetAddress address) {
        long now = now();
        long key = keys.of(address);
        boolean[] lifted = {false};
        addresses.forEach(source -> lifted[0] |= source.key == key && unban(source, now));
        flows.forEach(
                source -> lifted[0] |= keys.of(((Flow) source.who).remote().getAddress()) == key && unban(source, now));
        return lifted[0];
    }

    private static boolean unban(Source source, long now) {
        boolean banned = source.isBanned(now);
        source.bannedUntil = 0;
        source.failures.refill();
        return banned;
    }

    /** The addresses that are remembered: those banned first, then those with most dropped. */
    public List<SourceSnapshot> snapshot() {
        long now = now();
        List<SourceSnapshot> all = new ArrayList<>();
        addresses.forEach(source -> all.add(snapshot(source, now)));
        flows.forEach(source -> {
            if (source.isBanned(now)) all.add(snapshot(source, now));
        });
        all.sort(Comparator.comparing(SourceSnapshot::banned)
                .thenComparingInt(SourceSnapshot::dropped)
                .reversed());
        return all;
    }

    private static SourceSnapshot snapshot(Source source, long now) {
        InetAddress address = source.who instanceof Flow flow ? flow.remote().getAddress() : (InetAddress) source.who;
        return new SourceSnapshot(
                address,
                span(source.knownUntil - now),
                span(source.bannedUntil - now),
                source.dropped.get(),
                span(now - source.seenMicros));
    }

    private static Duration span(long micros) {
        return Duration.of(Math.max(0, micros), ChronoUnit.MICROS);
    }

    /** What has been dropped and banned so far. */
    public SourceFigures figures() {
        Map<SourceCause, Long> sums = new EnumMap<>(SourceCause.class);
        dropped.forEach((cause, count) -> sums.put(cause, count.sum()));
        return new SourceFigures(sums, failed.sum(), bans.sum());
    }

    private void ban(Source source, Flow flow, long now) {
        if (source.isBanned(now)) return;
        source.bannedUntil = now + banMicros;
        bans.increment();
        listener.banned(flow.remote().getAddress(), span(banMicros));
    }

    private void drop(Source address, Flow flow, SourceCause cause, long now) {
        LongAdder count = dropped.get(cause);
        if (count != null) count.increment();
        int all = address.dropped.incrementAndGet();
        if (now < address.tellNextAt || !telling.take(now, TOLD)) return;
        address.tellNextAt = now + TELL_EVERY_MICROS;
        listener.dropped(flow.remote().getAddress(), cause, all - address.told.getAndSet(all));
    }

    private boolean isKnown(Source address, Flow flow, long now) {
        if (address.isKnown(now)) return true;
        if (!trustedAddresses.test(flow.remote().getAddress())) return trust.trusts(flow);
        address.knownUntil = now + TRUST_MICROS;
        return true;
    }

    private boolean isTrusted(Flow flow) {
        return trustedAddresses.test(flow.remote().getAddress()) || trust.trusts(flow);
    }

    private Source address(Flow flow, long now) {
        InetAddress from = flow.remote().getAddress();
        return addresses.at(keys.of(from), from, now);
    }

    private long now() {
        return TimeUnit.MILLISECONDS.toMicros(time.millis());
    }
}
