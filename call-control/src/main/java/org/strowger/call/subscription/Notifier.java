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
import org.strowger.directory.Account;
import org.strowger.directory.Binding;
import org.strowger.directory.Registrar.Domains;
import org.strowger.directory.ResourceList;
import org.strowger.directory.UserPart;
import org.strowger.sip.Flow;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.sip.message.SipUri;
import org.strowger.transaction.ServerTransaction;
import org.strowger.voicemail.Mailboxes;

/** Grants subscriptions and tells those who have them (RFC 6665 §4.2). Runs on its loop. */
public final class Notifier {

    /** The option tag of who takes lists (RFC 4662 §4.1). */
    public static final String LISTS = "eventlist";

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
        Optional<EventPackage> event =
                request.header("Event").map(SipHeader::value).flatMap(EventPackage::of);
        if (event.isEmpty()) {
            refuse(transaction, badEvent());
            return;
        }
        Asked asked = asked(transaction, event.get(), subscriber);
        Optional<Refusal> refusal = refusal(request, asked, transaction.flow());
        if (refusal.isPresent()) refuse(transaction, refusal.get());
        else grant(transaction, asked);
    }

    /** A URI that names nobody is the subscriber's own. */
    private Asked asked(ServerTransaction transaction, EventPackage event, String subscriber) {
        String user = UserPart.of(transaction.received().uri());
        String name = user.isEmpty() ? subscriber : user;
        String address = transaction.flow().remote().getAddress().getHostAddress();
        return new Asked(
                event, name, Optional.ofNullable(home.directory().lists().get(name)), subscriber, address);
    }

    private static Refusal badEvent() {
        return new Refusal(SipResponse.BAD_EVENT, "no such event package", EventPackage.allowed(_ -> true));
    }

    private Optional<Refusal> refusal(SipRequest request, Asked asked, Flow flow) {
        if (!(request.uri() instanceof SipUri uri) || !domains.areOurs(uri, flow))
            return refused(SipResponse.NOT_FOUND, "no such domain");
        EventPackage event = asked.event();
        if (asked.list().isPresent()) {
            if (!event.isForOthers())
                return refused(
                        SipResponse.BAD_EVENT,
                        "a list tells nothing of it",
                        EventPackage.allowed(EventPackage::isForOthers));
            if (!request.supports(LISTS))
                return refused(SipResponse.EXTENSION_REQUIRED, "it takes no lists", ListWatch.REQUIRED);
        } else if (home.directory().account(asked.name()).isEmpty())
            return refused(SipResponse.NOT_FOUND, "no such account");
        if (!asked.accounts().stream().allMatch(account -> mayWatch(asked.subscriber(), account, event)))
            return refused(SipResponse.FORBIDDEN, asked.subscriber() + " may not watch it");
        String accept = request.headers("Accept").stream().map(SipHeader::value).collect(Collectors.joining(","));
        if (!event.isAccepted(accept)) return refused(NOT_ACCEPTABLE, "it is told as " + event.type());
        return Optional.empty();
    }

    private boolean mayWatch(String subscriber, String account, EventPackage event) {
        return subscriber.equals(account)
                || (event.isForOthers() && settings.watchers() == SubscriptionSettings.Watchers.ACCOUNTS);
    }

    private static Optional<Refusal> refused(int status, String why) {
        return refused(status, why, List.of());
    }

    private static Optional<Refusal> refused(int status, String why, List<SipHeader> headers) {
        return Optional.of(new Refusal(status, why, headers));
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

    private void grant(ServerTransaction transaction, Asked asked) {
        Optional<String> full = watchers.book.enter(asked.subscriber(), asked.address());
        if (full.isPresent()) {
            refuse(transaction, new Refusal(SipResponse.SERVICE_UNAVAILABLE, full.get(), List.of(home.retryAfter())));
            return;
        }
        asked.topics().forEach(this::begins);
        if (asked.event() == EventPackage.MESSAGE_SUMMARY) count(transaction, asked);
        else accept(transaction, asked);
    }

    /** Before it is told first: what changes from then on must not be missed. */
    private void begins(Topic topic) {
        watchers.begins(topic, this);
        if (topic.event().isOfContacts()) contactsWatched.accept(topic.account());
    }

    private void count(ServerTransaction transaction, Asked asked) {
        counting.count(asked.name(), counted -> {
            if (counted.isEmpty()) {
                release(asked);
                refuse(
                        transaction,
                        new Refusal(SipResponse.SERVER_INTERNAL_ERROR, "the mailbox can't be read", List.of()));
                return;
            }
            asked.topics().forEach(this::begins); // others may have ended theirs meanwhile
            home.messageWatchers().counted(asked.name(), counted.get());
            accept(transaction, asked);
        });
    }

    private void accept(ServerTransaction transaction, Asked asked) {
        SubscriptionTerms terms = asked.event().terms(settings);
        OptionalLong granted = terms.granted(transaction.received().expires());
        String from = transaction.flow().remote().toString();
        Watch watch = watch(asked);
        Optional<Subscription> subscription = home.dialogs().accept(transaction, terms, watch);
        if (subscription.isEmpty()) {
            release(asked);
            return;
        }
        watch.watched().forEach(watched -> watched.add(subscription.get()));
        watch.begun(subscription.get());
        if (granted.orElse(0) > 0)
            home.publish(new SubscriptionEvent.Subscribed(
                    asked.subscriber(),
                    asked.name(),
                    asked.event().event(),
                    Duration.ofSeconds(granted.getAsLong()),
                    from));
    }

    private Watch watch(Asked asked) {
        List<Watched> parts = asked.topics().stream()
                .map(topic -> watched.computeIfAbsent(topic, this::known))
                .toList();
        return asked.list()
                .<Watch>map(list -> new ListWatch(this, asked, parts, names(list)))
                .orElseGet(() -> new AccountWatch(this, asked, parts));
    }

    private ListNotice.Names names(ResourceList list) {
        return new ListNotice.Names(
                uri(list.name()),
                home.domain(),
                list.members().stream()
                        .map(account -> new ListNotice.Member(account, uri(account), displayName(account)))
                        .toList());
    }

    private String uri(String user) {
        return SipUri.of(user, home.domain()).toString();
    }

    private Optional<String> displayName(String account) {
        return home.directory().account(account).flatMap(Account::displayName);
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
        Asked asked = watch.asked();
        watch.watched().forEach(watched -> watched.remove(subscription));
        release(asked);
        home.publish(new SubscriptionEvent.SubscriptionEnded(
                asked.subscriber(), asked.name(), asked.event().event(), told(why)));
    }

    private static String told(Subscription.End why) {
        return why == Subscription.End.NOBODY_LISTENS ? "nobody listens" : why.reason();
    }

    private void release(Asked asked) {
        watchers.book.leave(asked.subscriber(), asked.address());
        for (Topic topic : asked.topics()) {
            Watched left = watched.get(topic);
            if (left != null && !left.isForgotten()) continue;
            watched.remove(topic);
            watchers.ends(topic, this);
        }
    }
}
