package org.strowger.call.subscription;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.strowger.dialog.Subscription;
import org.strowger.sip.message.SipHeader;

/**
 * A subscription to a list (RFC 4662): it is told of each member at first and when it refreshes, and of those alone
 * that have changed otherwise. What doesn't fit into one NOTIFY comes with the next. Runs on its loop.
 */
final class ListWatch implements Watch {

    /** What the other side must understand. */
    static final List<SipHeader> REQUIRED = List.of(SipHeader.of("Require", Notifier.LISTS));

    private final Notifier notifier;
    private final Asked asked;
    private final List<Watched> watched;
    private final ListNotice notice;
    /** What the subscriber knows of each member; nothing of those that it hasn't been told of. */
    private final @Nullable Document[] told;
    /** Who is looked at first, so that nobody who changes often keeps the others from being told. */
    private int next;
    /** Whether it has to hear of all of them. */
    private boolean whole = true;

    private @Nullable Subscription subscription;

    ListWatch(Notifier notifier, Asked asked, List<Watched> watched, ListNotice.Names names) {
        this.notifier = notifier;
        this.asked = asked;
        this.watched = watched;
        this.told = new @Nullable Document[watched.size()];
        this.notice = new ListNotice(
                asked.event().type(), names, UUID.randomUUID().toString().substring(19));
    }

    @Override
    public Asked asked() {
        return asked;
    }

    @Override
    public List<Watched> watched() {
        return watched;
    }

    @Override
    public void begun(Subscription granted) {
        subscription = granted;
        if (isAnyDue()) granted.changed();
    }

    @Override
    public List<SipHeader> headers() {
        return REQUIRED;
    }

    @Override
    public void anew() {
        whole = true;
        Arrays.fill(told, null);
    }

    @Override
    public Subscription.EventState state(long version) {
        ListNotice.Writer writer = whole ? notice.whole(version) : notice.partial(version);
        whole = false;
        for (int member : due()) {
            Document now = watched.get(member).document();
            if (!writer.add(member, now.version(version))) break;
            told[member] = now;
            next = (member + 1) % told.length;
        }
        Subscription granted = subscription;
        if (granted != null && isAnyDue()) granted.changed();
        return Subscription.EventState.of(notice.type(), writer.written());
    }

    /** Whoever has something new, beginning with the one after whom was told last. */
    private List<Integer> due() {
        List<Integer> due = new ArrayList<>();
        for (int i = 0; i < told.length; i++) {
            int member = (next + i) % told.length;
            if (isDue(member)) due.add(member);
        }
        return due;
    }

    private boolean isDue(int member) {
        return watched.get(member).document() != told[member];
    }

    private boolean isAnyDue() {
        for (int i = 0; i < told.length; i++) if (isDue(i)) return true;
        return false;
    }

    @Override
    public void ended(Subscription over, Subscription.End why) {
        notifier.ended(this, over, why);
    }
}
