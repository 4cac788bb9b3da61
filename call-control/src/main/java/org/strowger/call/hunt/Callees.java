package org.strowger.call.hunt;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.strowger.call.core.AccountDialog;
import org.strowger.call.core.AccountDialog.Stage;
import org.strowger.call.core.Ending;
import org.strowger.call.core.GuardedListener;
import org.strowger.call.event.LegEvent;
import org.strowger.call.leg.CallLeg;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.call.leg.DialogKey;
import org.strowger.call.sdp.LegMedia;
import org.strowger.call.sdp.NoMedia;
import org.strowger.call.sdp.TwoLineSession;
import org.strowger.directory.SrtpPolicy;
import org.strowger.directory.Target;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;

/** The legs that a call has made. Runs on the call's loop. */
public final class Callees {

    private final HuntContext call;
    private final List<CalleeLeg> legs = new ArrayList<>(1);
    private int made;

    public Callees(HuntContext call) {
        this.call = call;
    }

    /** As they are now: whoever goes through them may end some. */
    public List<CalleeLeg> all() {
        return List.copyOf(legs);
    }

    /** The next leg's: b, c, and so on. */
    public String nextName() {
        int n = ++made;
        return n < 26 ? String.valueOf((char) ('a' + n)) : "leg" + n;
    }

    /** Calls somebody in a place that there is for the leg. */
    CalleeLeg call(Target target, Hop hop, Supplier<Optional<SessionDescription>> offer, CalleeLeg.Watcher watcher)
            throws NoMedia {
        CalleeLeg leg;
        try {
            leg = invite(target, hop, offer.get(), watcher);
        } catch (NoMedia | RuntimeException | Error e) {
            call.descent().budget().legEnds();
            throw e;
        }
        legs.add(leg);
        call.legBegins(new CalledLeg(call, leg, target.rights(), target.way()));
        shows(leg, Stage.TRYING);
        call.home()
                .publish(new LegEvent.LegCalled(
                        call.id(), leg.name, target.party(), leg.session().callId()));
        return leg;
    }

    private CalleeLeg invite(Target target, Hop hop, Optional<SessionDescription> wanted, CalleeLeg.Watcher watcher)
            throws NoMedia {
        InetAddress ours = call.home().network().localFor(hop).getAddress();
        LegMedia legMedia = new LegMedia(
                call::ports, ours, hop.address().getAddress(), call.home().sdpSessionId());
        legMedia.allows(target.media());
        if (target.flow().filter(Flow::isOnlyWay).isPresent())
            legMedia.security().reachesBrowser();
        CalleeLeg leg = new CalleeLeg(
                call,
                nextName(),
                target,
                wanted.isPresent() ? CalleeLeg.OfferTime.IN_INVITE : CalleeLeg.OfferTime.DELAYED,
                legMedia,
                watcher);
        try {
            if (wanted.isEmpty()) legMedia.reserve(wanted); // for what it will offer itself
            var offer = wanted.isPresent() ? Optional.of(legMedia.relay(wanted.get())) : wanted;
            var invitation =
                    OnwardInvite.of(call, target, hop, offer, call.onward().headers());
            var guarded = new GuardedListener(call, leg);
            leg.invited(
                    target.media().srtp() == SrtpPolicy.PREFER_TWO_LINES
                            ? TwoLineSession.invite(call.home().dialogs(), invitation, guarded)
                            : call.home().dialogs().invite(invitation, guarded));
        } catch (NoMedia | RuntimeException e) {
            legMedia.close();
            throw e;
        }
        return leg;
    }

    void rings(CalleeLeg leg, int status) {
        leg.user().ifPresent(user -> call.gatherings().rings(user, call));
        shows(leg, Stage.EARLY);
        call.home().publish(new LegEvent.LegRinging(call.id(), leg.name, status));
    }

    void answered(CalleeLeg leg) {
        leg.user().ifPresent(user -> {
            call.gatherings().ringsNoMore(user, call);
            call.gatherings().rota().answered(user);
        });
        shows(leg, Stage.CONFIRMED);
        call.home().publish(new LegEvent.LegAnswered(call.id(), leg.name));
    }

    public void ended(CalleeLeg leg, int status, String why) {
        if (!legs.remove(leg)) return;
        new Ending(call.id())
                .step(leg.name, call.descent().budget()::legEnds)
                .step(leg.name, () -> call.legEnds(leg.session().callId()))
                .step(leg.name, () -> leg.user().ifPresent(user -> isFree(leg, user)))
                .step(leg.name, leg::showsNoMore)
                .step(leg.name, leg::gone)
                .step("how a leg was heard", () -> call.tellQuality(leg))
                .step(
                        "a leg's last event",
                        () -> call.home().publish(new LegEvent.LegEnded(call.id(), leg.name, status, why)));
    }

    private void shows(CalleeLeg leg, Stage stage) {
        leg.shows(AccountDialog.Direction.RECIPIENT, stage, call.callerShown());
    }

    private void isFree(CalleeLeg leg, String user) {
        call.gatherings().ringsNoMore(user, call);
        if (leg.isAnswered())
            call.gatherings().rota().free(user, call.home().now().toEpochMilli());
    }

    /** The leg of this dialog of ours, if it is one of this call. */
    public Optional<CallLeg> leg(DialogKey dialog) {
        return Stream.concat(Stream.of(call.caller()), legs.stream())
                .filter(leg -> leg.session()
                        .dialog()
                        .filter(state -> state.callId().equals(dialog.callId())
                                && state.localTag().equals(dialog.toTag())
                                && state.remoteTag().equals(dialog.fromTag()))
                        .isPresent())
                .<CallLeg>map(leg -> leg)
                .findFirst();
    }
}
