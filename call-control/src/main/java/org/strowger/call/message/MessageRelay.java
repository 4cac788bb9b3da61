package org.strowger.call.message;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.strowger.call.core.ExchangeServices;
import org.strowger.call.core.Refusal;
import org.strowger.call.event.InstantMessageEvent;
import org.strowger.call.message.KeptMessages.Reason;
import org.strowger.call.setup.MessageSettings;
import org.strowger.call.setup.MessageSettings.Keeping;
import org.strowger.directory.Registrar.Domains;
import org.strowger.directory.UserPart;
import org.strowger.sip.Flow;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.sip.message.SipUri;
import org.strowger.statemachine.OneShot;
import org.strowger.transaction.ServerTransaction;

/**
 * Answers MESSAGE (RFC 3428): what an account says to another goes to all phones of that one, by requests of our own;
 * where no phone is there it is kept, if the configuration says so. Runs on its loop.
 */
public final class MessageRelay {

    private static final int TOO_LARGE = 413;
    private static final int TRYING = 100;

    /** RFC 4320 §4.1: by then timer E of who has sent it has risen to T2. */
    private static final int UNTIL_TRYING = 7;

    private final ExchangeServices home;
    private final Domains domains;
    private final MessageSettings settings;
    private final MessageBook book;
    private final Function<String, KeptMessages> owner;

    /** @param owner the messages among which those are that are kept for an account */
    public MessageRelay(
            ExchangeServices home, Domains domains, MessageBook book, Function<String, KeptMessages> owner) {
        this.home = home;
        this.domains = domains;
        this.settings = home.settings().messages();
        this.book = book;
        this.owner = owner;
    }

    /**
     * Answers a MESSAGE outside of any dialog.
     *
     * @param sender the account that has proved to have sent it
     */
    public void message(ServerTransaction transaction, String sender) {
        SipRequest request = transaction.received();
        Optional<Refusal> refusal = refusal(request, transaction.flow());
        if (refusal.isPresent()) refuse(transaction, refusal.get());
        else relay(transaction, InstantMessage.of(request, sender, home.domain(), home.now()));
    }

    private Optional<Refusal> refusal(SipRequest request, Flow flow) {
        if (!(request.uri() instanceof SipUri uri) || !domains.areOurs(uri, flow))
            return refused(SipResponse.NOT_FOUND, "no such domain");
        if (home.directory().account(UserPart.of(uri)).isEmpty())
            return refused(SipResponse.NOT_FOUND, "no such account");
        if (request.body().map(body -> body.length).orElse(0) > settings.largest())
            return refused(TOO_LARGE, "more than " + settings.largest() + " octets");
        return Optional.empty();
    }

    private void relay(ServerTransaction transaction, InstantMessage message) {
        if (book.enter(message.from())) new Relayed(transaction, message).begin();
        else
            refuse(
                    transaction,
                    new Refusal(
                            SipResponse.SERVICE_UNAVAILABLE,
                            "it has as many messages under way as it may",
                            List.of(home.retryAfter())));
    }

    private static Optional<Refusal> refused(int status, String why) {
        return Optional.of(new Refusal(status, why, List.of()));
    }

    /** Whoever is refused before anything is sent on hears so once, and leaves nothing behind. */
    public void refuse(ServerTransaction transaction, Refusal refusal) {
        SipRequest request = transaction.received();
        transaction.respondOnce(refusal.answer(request));
        if (!isChallenge(refusal.status())) tell(request, transaction.flow(), refusal);
    }

    private static boolean isChallenge(int status) {
        return status == SipResponse.UNAUTHORIZED || status == SipResponse.PROXY_AUTHENTICATION_REQUIRED;
    }

    private void tell(SipRequest request, Flow flow, Refusal refusal) {
        home.publish(new InstantMessageEvent.MessageRefused(
                UserPart.of(request.from().uri()),
                UserPart.of(request.uri()),
                flow.remote().toString(),
                refusal.status(),
                refusal.why()));
    }

    /** One that is relayed or kept, until its sender has its answer. */
    private final class Relayed {
        private final ServerTransaction transaction;
        private final SipRequest request;
        private final InstantMessage message;
        private final KeptMessages kept;
        private final OneShot answer = new OneShot();

        Relayed(ServerTransaction transaction, InstantMessage message) {
            this.transaction = transaction;
            this.request = transaction.received();
            this.message = message;
            this.kept = owner.apply(message.to());
        }

        void begin() {
            Duration slow = home.settings().transactions().t1().multipliedBy(UNTIL_TRYING);
            answer.runs(home.loop().schedule(slow, () -> transaction.respond(SipResponse.of(TRYING, request))));
            if (isKept() && kept.areThereFor(message.to())) keep(Reason.BEHIND, "others wait before it");
            else new Delivery(home, message, this::delivered).start();
        }

        private boolean isKept() {
            return settings.keeping() == Keeping.ON && message.isWorthKeeping();
        }

        private void delivered(Outcome outcome) {
            switch (outcome) {
                case Outcome.Taken(int status) -> {
                    respond(status);
                    home.publish(new InstantMessageEvent.MessageDelivered(message.from(), message.to(), Duration.ZERO));
                }
                case Outcome.Refused(int _, int status, String why, var headers) ->
                    refuse(new Refusal(status, why, headers));
                case Outcome.Nobody _ -> nobody(Reason.NOBODY, "no phone is there");
                case Outcome.Silence _ -> nobody(Reason.SILENCE, "no phone takes it");
            }
        }

        private void nobody(Reason reason, String why) {
            if (isKept()) keep(reason, why);
            else refuse(unavailable(why));
        }

        private void keep(Reason reason, String why) {
            kept.keep(message, reason, full -> home.loop().execute(() -> answerKept(full, why)));
        }

        private void answerKept(Optional<String> full, String why) {
            if (full.isEmpty()) respond(Outcome.ACCEPTED);
            else refuse(unavailable(why + ", and " + full.get()));
        }

        private static Refusal unavailable(String why) {
            return new Refusal(SipResponse.TEMPORARILY_UNAVAILABLE, why, List.of());
        }

        private void respond(int status) {
            answered(SipResponse.of(status, request));
        }

        private void refuse(Refusal refusal) {
            answered(refusal.answer(request));
            tell(request, transaction.flow(), refusal);
        }

        private void answered(SipResponse response) {
            answer.finish(() -> {
                book.leave(message.from());
                transaction.respond(response);
            });
        }
    }
}
