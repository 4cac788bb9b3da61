package org.strowger.call.subscription;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.strowger.call.presence.Presence;
import org.strowger.call.setup.SubscriptionSettings;
import org.strowger.dialog.SubscriptionTerms;
import org.strowger.sip.message.SipHeader;

/** An event package that can be subscribed to (RFC 6665 §5). */
enum EventPackage {
    /** Whether somebody can be reached, and what he does (RFC 3856); §6.10: once in five seconds. */
    PRESENCE("presence", Presence.TYPE, Duration.ofSeconds(5)),
    /** The dialogs of an account: lamps (RFC 4235). */
    DIALOG("dialog", "application/dialog-info+xml", Duration.ofSeconds(1)),
    /** Where an account is registered, which concerns nobody else (RFC 3680); §4.10: once in five seconds. */
    REG("reg", "application/reginfo+xml", Duration.ofSeconds(5)),
    /** How many messages wait for an account (RFC 3842). */
    MESSAGE_SUMMARY("message-summary", "application/simple-message-summary", Duration.ofSeconds(1));

    /** So many NOTIFYs may come at once: a lamp that is lit late is no use to who wants to pick up. */
    private static final int BURST = 3;

    private final String event;
    private final String type;
    private final Duration gap;

    EventPackage(String event, String type, Duration gap) {
        this.event = event;
        this.type = type;
        this.gap = gap;
    }

    /** As Event names it. */
    String event() {
        return event;
    }

    /** Of what its state is told in. */
    String type() {
        return type;
    }

    /** Whether what it tells depends on which contacts are registered. */
    boolean isOfContacts() {
        return this == PRESENCE || this == REG;
    }

    /** Whether others may be told of it than the account that it is about. */
    boolean isForOthers() {
        return this == DIALOG || this == PRESENCE;
    }

    SubscriptionTerms terms(SubscriptionSettings settings) {
        return new SubscriptionTerms(settings.minimum(), settings.usual(), settings.maximum(), gap, BURST);
    }

    /** The one that Event names, with or without parameters. */
    static Optional<EventPackage> of(String value) {
        int parameters = value.indexOf(';');
        String name = (parameters < 0 ? value : value.substring(0, parameters)).strip();
        return Arrays.stream(values())
                .filter(known -> known.event.equalsIgnoreCase(name))
                .findFirst();
    }

    /** Those that may be subscribed to, as Allow-Events says them. */
    static List<SipHeader> allowed(Predicate<EventPackage> which) {
        return Arrays.stream(values())
                .filter(which)
                .map(known -> SipHeader.of("Allow-Events", known.event))
                .toList();
    }

    /** Whether what Accept says leaves room for its type. */
    boolean isAccepted(String accept) {
        String wanted = accept.toLowerCase(Locale.ROOT);
        return wanted.isBlank()
                || wanted.contains(type)
                || wanted.contains("*/*")
                || wanted.contains(type.substring(0, type.indexOf('/')) + "/*");
    }
}
