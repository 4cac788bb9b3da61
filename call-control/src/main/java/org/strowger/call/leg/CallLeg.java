package org.strowger.call.leg;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strowger.call.Caller;
import org.strowger.call.core.AccountDialog;
import org.strowger.call.sdp.ChosenOffer;
import org.strowger.call.sdp.Keypad;
import org.strowger.call.sdp.LegMedia;
import org.strowger.call.sdp.NoCommonCodec;
import org.strowger.call.sdp.NoMedia;
import org.strowger.dialog.DialogState;
import org.strowger.dialog.Offer;
import org.strowger.dialog.Referral;
import org.strowger.dialog.Session;
import org.strowger.dialog.SessionListener;
import org.strowger.directory.OnBehalf;
import org.strowger.sdp.Direction;
import org.strowger.sdp.MediaDescription;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.statemachine.StateTable;

/**
 * One party of a call: its session, its media, and the conversation that it is part of, if any. What happens within the
 * dialog goes to the bridge; a leg without one answers for itself. Runs on the call's loop.
 */
public abstract class CallLeg implements SessionListener {

    public final LegContext call;
    public final String name;
    public final LegMedia media;
    public final Keypad keypad;
    private @Nullable Bridge bridge;
    private @Nullable LegTalk conversation;
    private @Nullable Lending loan;
    private @Nullable Caller represents;

    CallLeg(LegContext call, String name, LegMedia media) {
        this.call = call;
        this.name = name;
        this.media = media;
        this.keypad = new Keypad(call.home().counters().pressesIgnored::increment);
    }

    /** The machines of legs, and of what connects two of them. */
    public static List<StateTable<?, ?, ?>> tables() {
        return List.of(CallerLegTable.TABLE, CalleeLegTable.TABLE, BridgeTable.TABLE);
    }

    /** The session; there is one from the first moment that anything can be asked of it. */
    public abstract Session session();

    /** Who it is, for logs and for headers. */
    public abstract String party();

    /** Who it is, as far as others may know. */
    public Caller shown() {
        return represents == null ? itself() : represents;
    }

    Caller itself() {
        return new Caller(party(), "", Optional.empty());
    }

    /** Behind it is a call of ours, in which somebody else speaks from now on. */
    public void represents(Caller other) {
        represents = other;
        if (conversation != null) conversation.shows(this);
    }

    /** The account that has proved itself as this party, or whose phone was called; empty for others. */
    public abstract Optional<String> account();

    /**
     * Shows those who watch its account how far its dialog has come.
     *
     * @param begunBy its phone, or we
     * @param across with whom it talks, as far as its phone may know
     */
    public void shows(AccountDialog.Direction begunBy, AccountDialog.Stage stage, Caller across) {
        Optional<String> watched = account();
        if (watched.isEmpty()) return;
        Optional<DialogState> dialog = session().dialog();
        String theirs = dialog.map(DialogState::remoteTag).orElse("");
        String ours = dialog.map(DialogState::localTag).orElse("");
        var shown = new AccountDialog(session().callId(), theirs, ours, begunBy, stage, across.number(), across.name());
        call.home().accountDialogs().put(watched.get(), shown);
    }

    /** Shows those who watch its account with whom it talks from now on. */
    public void meets(Caller other) {
        account()
                .ifPresent(watched ->
                        call.home().accountDialogs().meets(watched, session().callId(), other.number(), other.name()));
    }

    /** Its phone is in no dialog with us any more. */
    public void showsNoMore() {
        account()
                .ifPresent(watched ->
                        call.home().accountDialogs().remove(watched, session().callId()));
    }

    /** What it may dial when it forwards or transfers. */
    public abstract OnBehalf rights();

    /** Hangs up; nothing is told any more. */
    public abstract void release();

    /** Joins or leaves a bridge. */
    void bridge(Optional<Bridge> joined) {
        bridge = joined.orElse(null);
    }

    /** Joins or leaves a conversation. */
    public void talks(Optional<LegTalk> joined) {
        conversation = joined.orElse(null);
    }

    public Optional<LegTalk> conversation() {
        return Optional.ofNullable(conversation);
    }

    /** Is lent to another call, or comes back. */
    void lent(Optional<Lending> given) {
        loan = given.orElse(null);
    }

    public Optional<Lending> loan() {
        return Optional.ofNullable(loan);
    }

    /** What this leg has to offer to somebody else who is called for it, on hold or not. */
    public Optional<SessionDescription> offerOnward() {
        return media.heard().map(CallLeg::unheld);
    }

    /** Without addresses, which are a hold where they are 0.0.0.0: whoever is told of it gets ours. */
    static SessionDescription unheld(SessionDescription description) {
        List<MediaDescription> media = description.media().stream()
                .map(medium -> medium.withConnection(Optional.empty()))
                .map(medium -> medium.isActive() ? medium.withDirection(Direction.SENDRECV) : medium)
                .toList();
        return description.withConnection(Optional.empty()).withMedia(media);
    }

    /** A digit was pressed on this leg, once. */
    public void pressed(char digit) {
        if (conversation != null) conversation.pressed(this, digit);
    }

    @Override
    public void offered(Offer offer) {
        call.considers(this, ChosenOffer.of(offer, media), considered -> {
            if (bridge != null) bridge.offered(this, considered);
            else answerForItself(considered);
        });
    }

    @Override
    public void modified(Optional<SessionDescription> description, Optional<Offer> offer) {
        if (bridge != null) bridge.modified(this, description, offer);
        else offer.ifPresent(this::answerForItself);
    }

    @Override
    public void refused(SipResponse response) {
        if (bridge != null) bridge.refused(this, response);
    }

    @Override
    public Optional<SessionDescription> described() {
        return media.sent();
    }

    /**
     * Whoever answers as before has said nothing; and while an exchange is under way, its own answer is what counts.
     */
    @Override
    public void refreshed(SessionDescription answer) {
        if (!media.isProposing() && media.heard().filter(answer::equals).isEmpty()) hearQuietly(answer);
    }

    /** The leg that it is bridged with. */
    public Optional<CallLeg> partner() {
        return Optional.ofNullable(bridge).map(joined -> joined.across(this));
    }

    @Override
    public void informed(SipRequest info) {
        if (call.informed(this, info)) return;
        if (bridge != null) bridge.informed(this, info);
    }

    @Override
    public void referred(Referral referral) {
        if (conversation != null) conversation.referred(this, referral);
        else referral.refuse(SipResponse.TEMPORARILY_UNAVAILABLE); // there is nobody to be transferred
    }

    @Override
    public void acknowledged(Optional<SessionDescription> answer) {
        if (bridge != null && bridge.acknowledged(this, answer)) return;
        answer.ifPresent(this::hearQuietly);
    }

    private void answerForItself(Offer offer) {
        media.propose();
        try {
            SessionDescription answer = answerTo(offer.description());
            media.commit();
            offer.accept(answer);
        } catch (NoMedia e) {
            call.lacks(e, party());
            media.rollback();
            offer.reject(e.statusWithin());
        }
    }

    private SessionDescription answerTo(Optional<SessionDescription> offer) throws NoMedia {
        if (offer.isEmpty()) return media.sent().isPresent() ? media.sent().get() : media.offer();
        SessionDescription answer = media.answer(offer.get());
        media.hear(offer.get());
        return answer;
    }

    /**
     * An answer in an ACK, or to a refresh: what can't be taken of it, for want of keys that it must have, leaves
     * everything as it was. There is nobody to tell.
     */
    private void hearQuietly(SessionDescription description) {
        media.propose();
        try {
            media.hear(description);
            media.commit();
        } catch (NoCommonCodec _) {
            media.rollback();
        }
    }
}
