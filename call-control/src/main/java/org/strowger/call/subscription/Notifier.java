package org.strowger.call.subscription;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.strowger.call.core.AccountDialog;
import org.strowger.call.core.ExchangeServices;
import org.strowger.call.core.MessageSummary;
import org.strowger.call.core.Refusal;
import org.strowger.call.event.SubscriptionEvent;
import org.strowger.call.presence.Presence;
import org.strowger.call.setup.SubscriptionSettings;
import org.strowger.dialog.Subscription;
import org.strowger.dialog.SubscriptionTerms;
import org.strowger.directory.Binding;
import org.strowger.directory.Registrar.Domains;
import org.strowger.directory.UserPart;
import org.strowger.sip.Flow;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.sip.message.SipUri;
import org.strowger.sip.message.Uri;
import org.strowger.transaction.ServerTransaction;
import org.strowger.voicemail.Mailboxes;

/** Grants subscriptions and tells those who have them (RFC 6665 §4.2). Runs on its loop. */
public final class Notifier {

    private static final int NOT_ACCEPTABLE = 406;

    private final ExchangeServices home;
    private final SubscriptionSettings settings;
    private final Watchers watchers;
    private final Domains domains;
    private final Counting counting;
    private final Consumer<String> contactsWatched;
    private final Map<Topic, Watched> watched = new HashMap<>();

    /** Counts the messages of a mailbox, and tells on this loop; empty where it can't be read. */
    public interface Counting {
        void count(String box, Consumer<Optional<Mailboxes.Count>> told);
    }

    /** @param contactsWatched told of an account for which it matters now when its contacts expire */
    public Notifier(
            ExchangeServices home,
            Watchers watchers,
            Domains domains,
            Counting counting,
            Consumer<String> contactsWatched) {
        this.contactsWatched = contactsWatched;
        this.counting = counting;
        this.home = home;
        this.settings = home.settings().subscriptions();
        this.watchers = watchers;
        this.domains = domains;
    }

    /**
     * Answers a SUBSCRIBE outside of any dialog.
     *
     * @param subscriber the account that has proved to have sent it
     */
    public void subscribe(ServerTransaction transaction, String subscriber) {
        SipRequest request = transaction.received();
        Flow flow = transaction.flow();
        Optional<EventPackage> event =
                request.header("Event").map(SipHeader::value).flatMap(EventPackage::of);
        Optional<Refusal> refusal =
                event.isEmpty() ? Optional.of(badEvent()) : refusal(request, event.get(), subscriber, flow);
        if (refusal.isPresent()) refuse(transaction, refusal.get());
        else grant(transaction, new Topic(event.get(), account(request.uri(), subscriber)), subscriber);
    }

    /** The account that a URI names; of one that names nobody, the subscriber itself. */
    private static String account(Uri uri, String subscriber) {
        String user = UserPart.of(uri);
        return user.isEmpty() ? subscriber : user;
    }

    private static Refusal badEvent() {
        return new Refusal(SipResponse.BAD_EVENT, "no such event package", EventPackage.allowed());
    }

    private Optional<Refusal> refusal(SipRequest request, EventPackage event, String subscriber, Flow flow) {
        if (!(request.uri() instanceof SipUri uri) || !domains.areOurs(uri, flow))
            return refused(SipResponse.NOT_FOUND, "no such domain");
        String account = account(uri, subscriber);
        if (home.directory().account(account).isEmpty()) return refused(SipResponse.NOT_FOUND, "no such account");
        if (!mayWatch(subscriber, account, event))
            return refused(SipResponse.FORBIDDEN, subscriber + " may not watch it");
        String accept = request.headers("Accept").stream().map(SipHeader::value).collect(Collectors.joining(","));
        if (!event.isAccepted(accept)) return refused(NOT_ACCEPTABLE, "it is told as " + event.type());
        return Optional.empty();
    }

    private boolean mayWatch(String subscriber, String account, EventPackage event) {
        return subscriber.equals(account)
                || (event.isForOthers() && settings.watchers() == SubscriptionSettings.Watchers.ACCOUNTS);
    }

    private static Optional<Refusal> refused(int status, String why) {
        return Optional.of(new Refusal(status, why, List.of()));
    }

    /** Whoever is refused hears so once, and leaves nothing behind. */
    public void refuse(ServerTransaction transaction, Refusal refusal) {
        SipRequest request = transaction.received();
        transaction.respondOnce(refusal.answer(request));
        if (isChallenge(refusal.status())) return;
        home.publish(new SubscriptionEvent.SubscriptionRefused(
                UserPart.of(request.from().uri()),
                UserPart.of(request.uri()),
                transaction.flow().remote().toString(),
                refusal.status(),
                refusal.why()));
    }

    private static boolean isChallenge(int status) {
        return status == SipResponse.UNAUTHORIZED || status == SipResponse.PROXY_AUTHENTICATION_REQUIRED;
    }

    private void grant(ServerTransaction transaction, Topic topic, String subscriber) {
        String address = transaction.flow().remote().getAddress().getHostAddress();
        Optional<String> full = watchers.book.enter(subscriber, address);
        if (full.isPresent()) {
            refuse(transaction, new Refusal(SipResponse.SERVICE_UNAVAILABLE, full.get(), List.of(home.retryAfter())));
            return;
        }
        // Before it is told first: what changes from then on must not be missed.
        watchers.begins(topic, this);
        if (topic.event().isOfContacts()) contactsWatched.accept(topic.account());
        if (topic.event() == EventPackage.MESSAGE_SUMMARY) count(transaction, topic, subscriber, address);
        else accept(transaction, topic, subscriber, address);
    }

    private void count(ServerTransaction transaction, Topic topic, String subscriber, String address) {
        counting.count(topic.account(), counted -> {
            if (counted.isEmpty()) {
                release(topic, subscriber, address);
                refuse(
                        transaction,
                        new Refusal(SipResponse.SERVER_INTERNAL_ERROR, "the mailbox can't be read", List.of()));
                return;
            }
            watchers.begins(topic, this); // others may have ended theirs meanwhile
            home.messageWatchers().counted(topic.account(), counted.get());
            accept(transaction, topic, subscriber, address);
        });
    }

    private void accept(ServerTransaction transaction, Topic topic, String subscriber, String address) {
        SubscriptionTerms terms = topic.event().terms(settings);
        OptionalLong granted = terms.granted(transaction.received().expires());
        String from = transaction.flow().remote().toString();
        Watch watch = new Watch(this, watched.computeIfAbsent(topic, this::known), subscriber, address);
        Optional<Subscription> subscription = home.dialogs().accept(transaction, terms, watch);
        if (subscription.isEmpty()) {
            release(topic, subscriber, address);
            return;
        }
        watch.watched().add(subscription.get());
        if (granted.orElse(0) > 0)
            home.publish(new SubscriptionEvent.Subscribed(
                    subscriber, topic.account(), topic.event().event(), Duration.ofSeconds(granted.getAsLong()), from));
    }

    private Watched known(Topic topic) {
        return switch (topic.event()) {
            case PRESENCE ->
                new Watched(topic, () -> watchers.presence(topic.account()), state -> presence(topic, state));
            case DIALOG ->
                new Watched(topic, () -> home.accountDialogs().of(topic.account()), state -> dialogs(topic, state));
            case REG ->
                new Watched(
                        topic, () -> home.locations().lookup(topic.account()), state -> registrations(topic, state));
            case MESSAGE_SUMMARY ->
                new Watched(topic, () -> watchers.messages(topic.account()), state -> messages(topic, state));
        };
    }

    @SuppressWarnings("unchecked") // what accountDialogs gives
    private Document dialogs(Topic topic, Object state) {
        return DialogInfo.of(topic.account(), home.domain(), (List<AccountDialog>) state, settings.parties());
    }

    private Document presence(Topic topic, Object state) {
        return Document.plain(((Presence) state).document(topic.account(), home.domain()));
    }

    @SuppressWarnings("unchecked") // what locations give
    private Document registrations(Topic topic, Object state) {
        return RegistrationInfo.of(topic.account(), home.domain(), (List<Binding>) state);
    }

    private Document messages(Topic topic, Object state) {
        return Document.plain(MessageSummary.of(topic.account(), home.domain(), (Mailboxes.Count) state));
    }

    /** Something has changed. Any thread. */
    void hears(Topic topic) {
        home.loop().execute(() -> Optional.ofNullable(watched.get(topic)).ifPresent(Watched::changed));
    }

    void ended(Watch watch, Subscription subscription, Subscription.End why) {
        Topic topic = watch.watched().topic();
        watch.watched().remove(subscription);
        release(topic, watch.subscriber(), watch.address());
        home.publish(new SubscriptionEvent.SubscriptionEnded(
                watch.subscriber(), topic.account(), topic.event().event(), told(why)));
    }

    private static String told(Subscription.End why) {
        return why == Subscription.End.NOBODY_LISTENS ? "nobody listens" : why.reason();
    }

    private void release(Topic topic, String subscriber, String address) {
        watchers.book.leave(subscriber, address);
        Watched left = watched.get(topic);
        if (left != null && !left.isForgotten()) return;
        watched.remove(topic);
        watchers.ends(topic, this);
    }
}
