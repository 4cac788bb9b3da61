package org.strowger.call.presence;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.strowger.call.core.ExchangeServices;
import org.strowger.call.core.Refusal;
import org.strowger.call.event.PublicationEvent;
import org.strowger.dialog.SubscriptionTerms;
import org.strowger.directory.Registrar.Domains;
import org.strowger.directory.UserPart;
import org.strowger.sip.Flow;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.sip.message.SipUri;
import org.strowger.transaction.ServerTransaction;

/** Answers PUBLISH (RFC 3903 §6): an account publishes its own presence, and nobody else's. Runs on its loop. */
public final class Publisher {

    static final int CONDITION_FAILED = 412;
    private static final int TOO_LARGE = 413;
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;
    private static final String PACKAGE = "presence";
    private static final byte[] NOTHING = {};

    private final ExchangeServices home;
    private final Domains domains;
    private final SubscriptionTerms terms;
    private final Function<String, Publications> owner;
    private final PidfReader pidf = new PidfReader();

    /**
     * Where nothing has been published yet.
     *
     * @param terms how long a publication may last
     * @param owner the publications among which those of an account are
     */
    public Publisher(
            ExchangeServices home, Domains domains, SubscriptionTerms terms, Function<String, Publications> owner) {
        this.home = home;
        this.domains = domains;
        this.terms = terms;
        this.owner = owner;
    }

    /**
     * Answers a PUBLISH.
     *
     * @param sender the account that has proved to have sent it
     */
    public void publish(ServerTransaction transaction, String sender) {
        SipRequest request = transaction.received();
        Optional<Refusal> refusal = refusal(request, sender, transaction.flow());
        if (refusal.isPresent()) {
            refuse(transaction, refusal.get());
            return;
        }
        OptionalLong granted = terms.granted(request.expires());
        if (granted.isEmpty()) refuse(transaction, tooBrief());
        else take(transaction, request, sender, granted.getAsLong());
    }

    private Optional<Refusal> refusal(SipRequest request, String sender, Flow flow) {
        if (!(request.uri() instanceof SipUri uri) || !domains.areOurs(uri, flow))
            return refused(SipResponse.NOT_FOUND, "no such domain");
        if (home.directory().account(UserPart.of(uri)).isEmpty())
            return refused(SipResponse.NOT_FOUND, "no such account");
        if (!UserPart.of(uri).equals(sender))
            return refused(SipResponse.FORBIDDEN, sender + " publishes its own presence alone");
        if (!isOfPresence(request))
            return refused(SipResponse.BAD_EVENT, "no such event package", SipHeader.of("Allow-Events", PACKAGE));
        int octets = body(request).length;
        if (octets > PidfReader.LONGEST) return refused(TOO_LARGE, "more than " + PidfReader.LONGEST + " octets");
        if (octets > 0 && !isPidf(request))
            return refused(
                    UNSUPPORTED_MEDIA_TYPE, "it is read as " + Presence.TYPE, SipHeader.of("Accept", Presence.TYPE));
        return Optional.empty();
    }

    private static byte[] body(SipRequest request) {
        return request.body().orElse(NOTHING);
    }

    private static boolean isOfPresence(SipRequest request) {
        return request.header("Event")
                .map(header -> header.value().split(";", 2)[0].strip())
                .filter(PACKAGE::equalsIgnoreCase)
                .isPresent();
    }

    private static boolean isPidf(SipRequest request) {
        return request.header("Content-Type")
                .map(header -> header.value().split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter(Presence.TYPE::equals)
                .isPresent();
    }

    private static Optional<Refusal> refused(int status, String why, SipHeader... headers) {
        return Optional.of(new Refusal(status, why, List.of(headers)));
    }

    private Refusal tooBrief() {
        String least = Long.toString(terms.minimum().toSeconds());
        return new Refusal(SipResponse.INTERVAL_TOO_BRIEF, "too brief", List.of(SipHeader.of("Min-Expires", least)));
    }

    private void take(ServerTransaction transaction, SipRequest request, String sender, long seconds) {
        Optional<PublishedPresence> state = Optional.empty();
        byte[] body = body(request);
        if (body.length > 0) {
            switch (pidf.read(body)) {
                case PidfReader.Reading.Good(PublishedPresence presence) -> state = Optional.of(presence);
                case PidfReader.Reading.Bad(String why) -> {
                    refuse(transaction, new Refusal(SipResponse.BAD_REQUEST, why, List.of()));
                    return;
                }
            }
        }
        Optional<String> tag =
                request.header("SIP-If-Match").map(SipHeader::value).map(String::strip);
        String source = transaction.flow().remote().toString();
        owner.apply(sender)
                .published(new Publish(
                        sender,
                        source,
                        seconds,
                        tag,
                        state,
                        answer -> home.loop().execute(() -> answer(transaction, seconds, answer))));
    }

    private void answer(ServerTransaction transaction, long seconds, Publish.Answer answer) {
        if (answer.status() != SipResponse.OK) {
            List<SipHeader> headers =
                    answer.status() == SipResponse.SERVICE_UNAVAILABLE ? List.of(home.retryAfter()) : List.of();
            refuse(transaction, new Refusal(answer.status(), answer.why(), headers));
            return;
        }
        SipResponse response = SipResponse.of(SipResponse.OK, transaction.received());
        response.add(SipHeader.of("SIP-ETag", answer.tag()));
        response.add(SipHeader.of("Expires", Long.toString(seconds)));
        transaction.respond(response);
    }

    /** Whoever is refused hears so once, and leaves nothing behind. */
    public void refuse(ServerTransaction transaction, Refusal refusal) {
        SipRequest request = transaction.received();
        String from = UserPart.of(request.from().uri());
        String account = UserPart.of(request.uri());
        transaction.respondOnce(refusal.answer(request));
        if (isChallenge(refusal.status())) return;
        home.publish(new PublicationEvent.PublicationRefused(
                from, account, transaction.flow().remote().toString(), refusal.status(), refusal.why()));
    }

    private static boolean isChallenge(int status) {
        return status == SipResponse.UNAUTHORIZED || status == SipResponse.PROXY_AUTHENTICATION_REQUIRED;
    }
}
