package org.strowger.call.setup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.strowger.call.Call;
import org.strowger.dialog.ReliableProvisionals;
import org.strowger.dialog.SessionTimers;
import org.strowger.directory.RegistrarSettings;
import org.strowger.sip.digest.DigestAlgorithm;
import org.strowger.sip.source.SourceSettings;
import org.strowger.transaction.TransactionSettings;

/**
 * How the exchange behaves.
 *
 * @param product for User-Agent and Server, such as {@code Strowger/0.1.0}
 * @param transactions T1, T2, T4
 * @param callers who may call without being a trunk
 * @param maxCalls calls at once, from which on new ones get 503; emergencies come through
 * @param budget what the program of a call may use up
 * @param retryAfter what a 503 tells callers to wait
 * @param registrar bounds of registrations
 * @param nonceLife how long a digest nonce may be used
 * @param challenges the digest algorithms that are asked for, most wanted first, at least one
 * @param sounds where the file names of {@link Call#play} are looked for, in order
 * @param sound tones, recordings and mailboxes
 * @param limits how far calls may go
 * @param sources what an address may ask for
 * @param sessions how sessions are kept from outliving their peers (RFC 4028)
 * @param provisionals with whom provisional responses are sent reliably (RFC 3262)
 * @param subscriptions who may be told of what others do, and how many (RFC 6665)
 * @param messages what becomes of messages between accounts (RFC 3428)
 */
public record ExchangeSettings(
        String product,
        TransactionSettings transactions,
        Callers callers,
        int maxCalls,
        CallBudget budget,
        Duration retryAfter,
        RegistrarSettings registrar,
        Duration nonceLife,
        List<DigestAlgorithm> challenges,
        List<Path> sounds,
        SoundSettings sound,
        CallLimits limits,
        SourceSettings sources,
        SessionTimers sessions,
        ReliableProvisionals provisionals,
        SubscriptionSettings subscriptions,
        MessageSettings messages) {

    /**
     * What every phone takes. RFC 8760 would have SHA-256 before it, but phones of before that RFC (baresip 1.0, SIPp
     * 3.6) give up at a challenge that they don't know even where one stands beside it that they do.
     */
    public static final List<DigestAlgorithm> CHALLENGES_FOR_ALL = List.of(DigestAlgorithm.MD5);

    /** Who may call without being a trunk. */
    public enum Callers {
        /** Accounts that prove themselves by digest at each call. */
        AUTHENTICATED,
        /** Anybody; the dialplan decides, with {@code authenticate()}. */
        ANYONE
    }

    /** Copies. */
    public ExchangeSettings {
        challenges = List.copyOf(challenges);
        sounds = List.copyOf(sounds);
    }

    /** How long a program may run or block outside a verb before its call is cut. */
    public Duration stall() {
        return budget.stall();
    }

    /** With another budget of calls. */
    public ExchangeSettings withBudget(CallBudget other) {
        return with(draft -> draft.budget = other);
    }

    /** Challenges that every phone takes; recordings and mailboxes in the working directory. */
    public ExchangeSettings(
            String product,
            TransactionSettings transactions,
            Callers callers,
            int maxCalls,
            Duration stall,
            Duration retryAfter,
            RegistrarSettings registrar,
            Duration nonceLife,
            List<Path> sounds) {
        this(
                product,
                transactions,
                callers,
                maxCalls,
                CallBudget.withStall(stall),
                retryAfter,
                registrar,
                nonceLife,
                CHALLENGES_FOR_ALL,
                sounds,
                SoundSettings.below(Path.of("")),
                CallLimits.DEFAULT,
                SourceSettings.DEFAULT,
                SessionTimers.DEFAULT,
                ReliableProvisionals.SUPPORTED,
                SubscriptionSettings.DEFAULT,
                MessageSettings.DEFAULT);
    }

    /** With these tones, recordings and mailboxes. */
    public ExchangeSettings sound(SoundSettings other) {
        return with(draft -> draft.sound = other);
    }

    /** With these bounds of registrations. */
    public ExchangeSettings registrar(RegistrarSettings other) {
        return with(draft -> draft.registrar = other);
    }

    /** With these limits of calls. */
    public ExchangeSettings limits(CallLimits other) {
        return with(draft -> draft.limits = other);
    }

    /** With these bounds of what an address may ask for. */
    public ExchangeSettings sources(SourceSettings other) {
        return with(draft -> draft.sources = other);
    }

    /** With these session timers. */
    public ExchangeSettings sessions(SessionTimers other) {
        return with(draft -> draft.sessions = other);
    }

    /** With provisional responses sent so. */
    public ExchangeSettings provisionals(ReliableProvisionals other) {
        return with(draft -> draft.provisionals = other);
    }

    /** With these subscriptions. */
    public ExchangeSettings subscriptions(SubscriptionSettings other) {
        return with(draft -> draft.subscriptions = other);
    }

    /** With messages of accounts that are treated so. */
    public ExchangeSettings messages(MessageSettings other) {
        return with(draft -> draft.messages = other);
    }

    /** With these callers. */
    public ExchangeSettings callers(Callers other) {
        return with(draft -> draft.callers = other);
    }

    private ExchangeSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** The same values, of which one can be another. */
    private static final class Draft {
        private final String product;
        private final TransactionSettings transactions;
        private Callers callers;
        private final int maxCalls;
        private CallBudget budget;
        private final Duration retryAfter;
        private RegistrarSettings registrar;
        private final Duration nonceLife;
        private final List<DigestAlgorithm> challenges;
        private final List<Path> sounds;
        private SoundSettings sound;
        private CallLimits limits;
        private SourceSettings sources;
        private SessionTimers sessions;
        private ReliableProvisionals provisionals;
        private SubscriptionSettings subscriptions;
        private MessageSettings messages;

        Draft(ExchangeSettings from) {
            this.product = from.product;
            this.transactions = from.transactions;
            this.callers = from.callers;
            this.maxCalls = from.maxCalls;
            this.budget = from.budget;
            this.retryAfter = from.retryAfter;
            this.registrar = from.registrar;
            this.nonceLife = from.nonceLife;
            this.challenges = from.challenges;
            this.sounds = from.sounds;
            this.sound = from.sound;
            this.limits = from.limits;
            this.sources = from.sources;
            this.sessions = from.sessions;
            this.provisionals = from.provisionals;
            this.subscriptions = from.subscriptions;
            this.messages = from.messages;
        }

        ExchangeSettings settings() {
            return new ExchangeSettings(
                    product,
                    transactions,
                    callers,
                    maxCalls,
                    budget,
                    retryAfter,
                    registrar,
                    nonceLife,
                    challenges,
                    sounds,
                    sound,
                    limits,
                    sources,
                    sessions,
                    provisionals,
                    subscriptions,
                    messages);
        }
    }
}
