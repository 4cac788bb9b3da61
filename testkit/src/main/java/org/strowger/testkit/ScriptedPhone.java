package org.strowger.testkit;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strowger.media.memory.MediaPhone;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;
import org.strowger.sdp.SessionDescription;
import org.strowger.testkit.phone.PhoneAudio;
import org.strowger.testkit.phone.PhoneCall;
import org.strowger.testkit.phone.PhoneDigest;
import org.strowger.testkit.phone.PhoneLine;
import org.strowger.testkit.phone.PhonePlace;
import org.strowger.testkit.phone.PhoneReaction;

/**
 * A phone in virtual time that does what it is told, on the very transactions and dialogs of the switch. One call at a
 * time. Every action returns when all that it causes at this moment has happened; what takes time happens when time
 * passes.
 */
public final class ScriptedPhone {

    private static final int HOUR_SECONDS = 3600;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The payload type of its telephone-events. */
    private static final int EVENT = 101;

    private final VirtualSwitch home;
    private final String number;
    private final PhonePlace place;
    private final MediaPhone media;
    private final PhoneLine line;
    private final PhoneEars ears;
    private final PhoneAudio.InMemory audio;
    private final List<String> story = new ArrayList<>();
    private boolean staying;

    /** When a caller offers. */
    public enum OfferStyle {
        /** In its INVITE. */
        EARLY,
        /** Not before the callee does. */
        DELAYED
    }

    ScriptedPhone(VirtualSwitch home, String number, PhoneDigest digest, PhonePlace place, MediaPhone media) {
        this.home = home;
        this.number = number;
        this.place = place;
        this.media = media;
        this.audio = new PhoneAudio.InMemory(media);
        this.line = new PhoneLine(place, number, digest, audio, this::note);
        this.ears = new PhoneEars(home, media::heard);
    }

    PhoneLine line() {
        return line;
    }

    PhoneEars ears() {
        return ears;
    }

    /** Its number, which is its account too. */
    public String number() {
        return number;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return place.address();
    }

    /**
     * All that has happened to it, in order: {@code rings}, {@code answered}, {@code refused 486},
     * {@code peer hung up}, …
     */
    public List<String> story() {
        return List.copyOf(story);
    }

    /** The status of the last final response to its INVITE or REGISTER; 0 before. */
    public int lastStatus() {
        return line.lastStatus();
    }

    /** The last INVITE that it got, as it was printed; empty before. */
    public String lastInvite() {
        return line.lastInvite();
    }

    /** Whether it is called and rings. */
    public boolean isRinging() {
        return line.isRinging();
    }

    /** Whether it is in a call that stands. */
    public boolean isTalking() {
        return line.isTalking();
    }

    /** Its ear and its mouth. */
    public MediaPhone media() {
        return media;
    }

    /** What it last heard of the other side's session. */
    public Optional<SessionDescription> remoteDescription() {
        return line.sdp().heard();
    }

    /** Registers for an hour. */
    public ScriptedPhone registers() {
        return registers(HOUR_SECONDS);
    }

    /** Registers for so many seconds; 0 removes the registration. */
    public ScriptedPhone registers(int seconds) {
        return act(() -> line.register(seconds));
    }

    /** Registers, and does so again before it runs out, until the end of the test. */
    public ScriptedPhone staysRegistered() {
        staying = true;
        return act(line::stayRegistered);
    }

    /** As after a leap of the clock, if it is one that stays registered. */
    void registersAgain() {
        if (staying) staysRegistered();
    }

    /** From now on offers and takes these formats, the most wanted first, and no others. */
    public ScriptedPhone speaks(Codec... codecs) {
        return act(() -> line.sdp().speaks(List.of(codecs)));
    }

    /** From now on offers so. */
    public ScriptedPhone offers(OfferStyle style) {
        return act(() -> line.offers(
                switch (style) {
                    case EARLY -> PhoneLine.OfferTime.IN_INVITE;
                    case DELAYED -> PhoneLine.OfferTime.DELAYED;
                }));
    }

    /** From now on answers at once when called. */
    public ScriptedPhone answersAtOnce() {
        return answersAfter(Duration.ZERO);
    }

    /** From now on answers when it has rung for so long. */
    public ScriptedPhone answersAfter(Duration ringing) {
        return act(() -> line.reacts(new PhoneReaction.Answers(ringing)));
    }

    /** From now on refuses calls with this status. */
    public ScriptedPhone answersWith(int status) {
        return act(() -> line.reacts(new PhoneReaction.Refuses(status)));
    }

    /** From now on says nothing at all when called, but 100. */
    public ScriptedPhone ignoresCalls() {
        return act(() -> line.reacts(new PhoneReaction.Ignores()));
    }

    /**
     * From now on rings when called, until it is told to answer or the caller gives up: what it does from the start.
     */
    public ScriptedPhone ringsOut() {
        return act(() -> line.reacts(new PhoneReaction.Rings()));
    }

    /** Calls a number at the switch. */
    public ScriptedPhone calls(String dialled) {
        return calls(Map.of(), dialled);
    }

    /**
     * Calls a number at the switch: {@code alice.calls '1002', headers: ['X-Tenant': 'acme']}.
     *
     * @param options {@code from:}, the number in From where it isn't the phone's own, as calls by a trunk have it;
     *     {@code to:}, the user part of To; {@code headers:}, more headers of the INVITE
     */
    public ScriptedPhone calls(Map<String, ?> options, String dialled) {
        PhoneCall call = PhoneCall.of(dialled, number, options);
        ears.listenAnew();
        return act(() -> line.call(call));
    }

    /** Answers the call that rings. */
    public ScriptedPhone answers() {
        return act(line::answer);
    }

    /** Sends early media. */
    public ScriptedPhone sendsEarlyMedia() {
        return act(line::sendEarlyMedia);
    }

    /** Refuses the call that rings. */
    public ScriptedPhone refuses(int status) {
        return act(() -> line.refuse(status));
    }

    /** Hangs up, or gives up calling. */
    public ScriptedPhone hangsUp() {
        return act(line::hangUp);
    }

    /** From now on sends callers elsewhere, by 302. */
    public ScriptedPhone redirectsTo(String uri) {
        line.reacts(new PhoneReaction.Redirects(uri));
        return this;
    }

    /** From now on does what a REFER asks for, or says that it has. */
    public ScriptedPhone followsReferrals() {
        line.followReferrals();
        return this;
    }

    /** Transfers the other side to a number at the switch, blind (RFC 5589 §6). */
    public ScriptedPhone transfersTo(String dialled) {
        return act(() -> line.refer(dialled, ""));
    }

    /** Transfers the other side to whom another line of its own talks to (RFC 5589 §7); the number is for show. */
    public ScriptedPhone transfersTo(String dialled, ScriptedPhone otherLine) {
        return act(() -> line.refer(dialled, otherLine.line.replaces()));
    }

    /** The dialog of its call, as Replaces names it to the switch (RFC 3891). */
    public String dialog() {
        return line.replaces();
    }

    /** Transfers the other side to a call that there isn't. */
    public ScriptedPhone transfersToNobody(String dialled) {
        return act(() -> line.refer(dialled, "nobody@192.0.2.99;to-tag=1;from-tag=2"));
    }

    /** Offers video in mid-call. */
    public ScriptedPhone offersVideo() {
        return act(line::offerVideo);
    }

    /** The CANCEL that stopped its ringing, as it was printed; empty before. */
    public String lastCancel() {
        return line.lastCancel();
    }

    /** Puts the other side on hold, by re-INVITE. */
    public ScriptedPhone holds() {
        return act(() -> line.modify(Direction.SENDONLY));
    }

    /** Takes the other side from hold. */
    public ScriptedPhone resumes() {
        return act(() -> line.modify(Direction.SENDRECV));
    }

    /** Speaks a sound file, once: {@code alice.says 'hello.wav'}. */
    public ScriptedPhone says(String file) {
        short[] samples = ears.samples(file);
        return act(() -> media.say(audio.spoken(), samples));
    }

    /** Falls silent. */
    public ScriptedPhone fallsSilent() {
        return act(media::silence);
    }

    // Questions. Those that listen let time pass while they wait.

    /** Whether it rings. */
    public boolean rings() {
        return line.isRinging();
    }

    /** Whether the call that last made it ring has gone, or been given to another. */
    public boolean stoppedRinging() {
        return !line.isRinging() && lastOfCall().equals("stopped ringing");
    }

    /** Whether it is in a call with somebody. */
    public boolean talks() {
        return line.isTalking();
    }

    /** Whether its last call is over because the other side, or the switch, hung up. */
    public boolean wasHungUpOn() {
        return !line.isBusy() && lastOfCall().equals("peer hung up");
    }

    /** What happened last, but for its registering again. */
    private String lastOfCall() {
        return story.reversed().stream()
                .filter(note -> !note.startsWith("REGISTER "))
                .findFirst()
                .orElse("");
    }

    /**
     * Waits until it has heard a sound file to its end, behind the last that it was asked for; false when that has not
     * begun within 5 seconds. Recordings are recognised through G.711, other codecs, mixing and packet loss.
     */
    public boolean hears(String file) {
        return hears(file, PATIENCE);
    }

    /** The same with another patience. */
    public boolean hears(String file, Duration within) {
        return ears.hears(file, within);
    }

    /**
     * What it was last told of its mailbox (RFC 3842): new and saved messages, as {@code '2/1'}; empty if nothing was.
     */
    public String getLamp() {
        return line.lamp();
    }

    /** Waits until it has heard the beginning of a sound file: for long prompts, and those that are to be cut short. */
    public boolean startsHearing(String file) {
        return ears.startsHearing(file, PATIENCE);
    }

    /** Whether it has heard a sound file to its end by now, at any time. No time passes. */
    public boolean heard(String file) {
        return ears.heard(file, 0);
    }

    /** From now on offers and takes no telephone-event: its digits are tones, or INFO. */
    public ScriptedPhone knowsNoEvents() {
        return act(line.sdp()::withoutEvents);
    }

    /** Presses digits by telephone-event (RFC 4733), each for 100 ms, 60 ms apart: as time passes. */
    public ScriptedPhone presses(String digits) {
        return act(() -> media().press(digits, EVENT));
    }

    /** Presses digits by their tones in the audio, each for 100 ms, 60 ms apart: as time passes. */
    public ScriptedPhone pressesTones(String digits) {
        return act(() -> media().pressTones(Codec.PCMU, digits));
    }

    /** Presses digits by INFO with bodies of {@code application/dtmf-relay}, at once. */
    public ScriptedPhone pressesByInfo(String digits) {
        return act(() -> digits.chars()
                .forEach(digit ->
                        line.info("application/dtmf-relay", "Signal=" + (char) digit + "\r\nDuration=160\r\n")));
    }

    /** Presses digits by INFO with bodies of {@code application/dtmf}, at once. */
    public ScriptedPhone pressesByBareInfo(String digits) {
        return act(() -> digits.chars().forEach(digit -> line.info("application/dtmf", String.valueOf((char) digit))));
    }

    /** The digits that were told to it by INFO, in order. */
    public String informed() {
        return line.informed();
    }

    private ScriptedPhone act(Runnable action) {
        place.loop().execute(action);
        home.settle();
        return this;
    }

    private void note(String what) {
        story.add(what);
        home.note(number + " " + what);
    }

    /** Its number. */
    @Override
    public String toString() {
        return number;
    }
}
