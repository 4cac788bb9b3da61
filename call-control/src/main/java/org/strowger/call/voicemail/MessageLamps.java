package org.strowger.call.voicemail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.call.core.Errand;
import org.strowger.call.core.ExchangeServices;
import org.strowger.call.core.MessageSummary;
import org.strowger.call.core.Reply;
import org.strowger.dialog.LoneRequest;
import org.strowger.dialog.layer.DialogLayer;
import org.strowger.directory.Binding;
import org.strowger.directory.Target;
import org.strowger.sip.Hop;
import org.strowger.sip.message.NameAddress;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.voicemail.Mailboxes;

/**
 * Lamps of phones that say how many messages wait (RFC 3842), by NOTIFY without a subscription, which phones take: at
 * each change of a mailbox, and as soon as a phone of its owner registers. The owner of a mailbox is the account of
 * that name. Runs on its loop.
 */
public final class MessageLamps {

    private static final Logger LOG = LoggerFactory.getLogger(MessageLamps.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ExchangeServices home;
    private final Mailboxes boxes;
    private final DialogLayer dialogs;
    /** Boxes that are counted for a phone that has come. */
    private final Set<String> counted = new HashSet<>();

    public MessageLamps(ExchangeServices home, Mailboxes boxes, DialogLayer dialogs) {
        this.boxes = boxes;
        this.home = home;
        this.dialogs = dialogs;
    }

    /** Messages have come or gone: phones of the owner are told, and whoever has subscribed. */
    void changed(String box) {
        if (home.directory().account(box).isEmpty()) return;
        List<Binding> phones = hasLamps() ? home.locations().lookup(box) : List.of();
        boolean watched = home.messageWatchers().areThere(box);
        if (phones.isEmpty() && !watched) return;
        count(
                box,
                counted -> counted.ifPresent(count -> {
                    home.messageWatchers().counted(box, count);
                    phones.forEach(phone -> tell(box, phone, count));
                }));
    }

    private boolean hasLamps() {
        return home.settings().sound().voicemail().hasLamps();
    }

    /**
     * Phones of the owner have come. They are told only if there is anything to tell. A box is counted once at a time:
     * who comes meanwhile is told the same.
     */
    public void registered(String box, List<Binding> phones) {
        if (!hasLamps() || !counted.add(box)) return;
        Set<Arrival> before = arrivals(box);
        for (Binding phone : phones) before.remove(Arrival.of(phone));
        count(box, count -> {
            counted.remove(box);
            count.filter(some -> some.fresh() + some.saved() > 0)
                    .ifPresent(some -> home.locations().lookup(box).stream()
                            .filter(there -> !before.contains(Arrival.of(there)))
                            .forEach(there -> tell(box, there, some)));
        });
    }

    private Set<Arrival> arrivals(String box) {
        return home.locations().lookup(box).stream().map(Arrival::of).collect(Collectors.toCollection(HashSet::new));
    }

    /** A phone keeps its Call-ID until it begins anew (RFC 3261 §10.2). */
    private record Arrival(String contact, String callId) {
        static Arrival of(Binding phone) {
            return new Arrival(phone.contact(), phone.callId());
        }
    }

    /** Counts the messages of a box, and tells on this loop; empty where it can't be read. */
    public void count(String box, Consumer<Optional<Mailboxes.Count>> told) {
        new Errand<>(home.loop(), home.gate(), () -> read(box), new Reply<Mailboxes.Count>() {
                    @Override
                    public void done(Mailboxes.Count count) {
                        told.accept(Optional.of(count));
                    }

                    @Override
                    public void failed(RuntimeException why) {
                        LOG.warn("the mailbox {} can't be read: {}", box, why.getMessage());
                        told.accept(Optional.empty());
                    }
                })
                .start("lamps-" + box, PATIENCE);
    }

    private Mailboxes.Count read(String box) {
        try {
            return boxes.count(box);
        } catch (IllegalArgumentException _) {
            return new Mailboxes.Count(0, 0); // no box may have that name
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(String box, Binding phone, Mailboxes.Count count) {
        Optional<Target> target = home.contact(box, phone);
        if (target.isEmpty()) return;
        if (target.get().fixedHop().isPresent())
            send(box, target.get(), target.get().fixedHop().get(), count);
        else
            home.resolver().resolve(target.get().nextHop(), home.loop(), hops -> {
                if (!hops.isEmpty()) send(box, target.get(), hops.getFirst(), count);
            });
    }

    private void send(String box, Target target, Hop hop, Mailboxes.Count count) {
        dialogs.send(
                new LoneRequest(
                        SipRequest.NOTIFY,
                        target.uri(),
                        address(target),
                        address(target),
                        target.routes(),
                        hop,
                        target.flow(),
                        List.of(SipHeader.of("Event", "message-summary"), SipHeader.of("Subscription-State", "active")),
                        "application/simple-message-summary",
                        MessageSummary.of(box, home.domain(), count)),
                status -> {
                    if (status >= 300) LOG.debug("the lamp of {} was refused with {}", box, status);
                });
    }

    private static NameAddress address(Target target) {
        return NameAddress.of(target.to().toString());
    }
}
