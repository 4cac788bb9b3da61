package org.strowger.testkit;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strowger.media.MediaPhone;
import org.strowger.sdp.Direction;
import org.strowger.sdp.SessionDescription;

/**
 * A phone in virtual time that does what it is told, on the very transactions and dialogs of the switch. One call at a time. Every action returns
 * when all that it causes at this moment has happened; what takes time happens when time passes.
 */
public final class ScriptedPhone {

    private static final int HOUR_SECONDS = 3600;

    private final VirtualSwitch home;
    private final String number;
    private final PhonePlace place;
    private final MediaPhone media;
    private final PhoneLine line;
    private final List<String> story = new ArrayList<>();

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
        this.line = new PhoneLine(place, number, digest, new PhoneAudio.InMemory(media), this::note);
    }

    PhoneLine line() {
        return line;
    }

    /** Its number, which is its account too. */
    public String number() {
        return number;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return place.address();
    }

    /** All that has happened to it, in order: {@code rings}, {@code answered}, {@code refused 486}, {@code peer hung up}, … */
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

    /** From now on offers so. */
    public ScriptedPhone offers(OfferStyle style) {
        return act(() -> line.offers(style));
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

    /** From now on rings when called, until it is told to answer or the caller gives up: what it does from the start. */
    public ScriptedPhone ringsOut() {
        return act(() -> line.reacts(new PhoneReaction.Rings()));
    }

    /** Calls a number at the switch. */
    public ScriptedPhone calls(String dialled) {
        return act(() -> line.call(dialled));
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

    /** Puts the other side on hold, by re-INVITE. */
    public ScriptedPhone holds() {
        return act(() -> line.modify(Direction.SENDONLY));
    }

    /** Takes the other side from hold. */
    public ScriptedPhone resumes() {
        return act(() -> line.modify(Direction.SENDRECV));
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
