package org.strowger.dialplan.script;

import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.Map;
import org.strowger.call.CallAudio.RecordingState;
import org.strowger.call.RecordMode;
import org.strowger.dialplan.literal.Check;
import org.strowger.dialplan.literal.RecordingFile;
import org.strowger.dialplan.option.Sounds;

/**
 * What is recorded of a call while it goes on: the word {@code recording}. Each verb acts on all recordings of the call
 * that run.
 */
public final class CallRecording<C> {

    private final ScriptedCall call;
    private final C all;

    /** @param all the call with all its verbs, to go on with */
    CallRecording(ScriptedCall call, C all) {
        this.call = call;
        this.all = all;
    }

    /** Records what the caller says and hears, as one, until the call ends. */
    public C start(String file) {
        return start(Map.of(), file);
    }

    /**
     * Records what the caller says and hears, from here until the call ends, whatever the route does meanwhile. What
     * is told as the callee's is all that the caller hears.
     *
     * <ul>
     *   <li>{@code content}: what of it, as of {@code record:} of {@code dial}. Default: {@code mixed}.
     * </ul>
     */
    @Check(RecordingFile.class)
    @Check(value = Sounds.Content.class, option = "content")
    public C start(
            @NamedParams(@NamedParam(value = "content", type = String.class)) Map<String, ?> options, String file) {
        Object content = options.get("content");
        call.acting().startRecording(file, content == null ? RecordMode.MIXED : Sounds.mode(content));
        return all;
    }

    /** Leaves out what comes. */
    public C pause() {
        return turn(RecordingState.PAUSED);
    }

    /** Records silence in place of what comes: a card number is not kept, the length is. */
    public C mask() {
        return turn(RecordingState.MASKED);
    }

    /** Records on. */
    public C resume() {
        return turn(RecordingState.RUNNING);
    }

    /** Ends the recordings. */
    public C stop() {
        return turn(RecordingState.STOPPED);
    }

    private C turn(RecordingState state) {
        call.acting().recording(state);
        return all;
    }
}
