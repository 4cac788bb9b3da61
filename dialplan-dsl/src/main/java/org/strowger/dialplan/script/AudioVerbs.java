package org.strowger.dialplan.script;

import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.Map;
import org.strowger.call.CallAudio;
import org.strowger.dialplan.literal.Check;
import org.strowger.dialplan.option.FilterSide;

/** The words for audio beside the course of a call: what runs while others talk. */
public interface AudioVerbs<C> extends Verbs<C> {

    /** What is recorded of the call while it goes on. */
    default CallRecording<C> getRecording() {
        return new CallRecording<>(scripted(), getCall());
    }

    /** What is being played to the caller, to be turned from a callback. */
    default CallPlaying<C> getPlaying() {
        return new CallPlaying<>(scripted(), getCall());
    }

    /** Puts a stage of the plan's own into what the caller says. */
    default C filter(CallAudio.Filter stage) {
        return filter(Map.of(), stage);
    }

    /**
     * Puts a stage of the plan's own into what the caller says or hears: it gets each frame of 20 ms and changes it
     * in place. It must not wait, and one that throws is taken out.
     *
     * <ul>
     *   <li>{@code of}: whose sound it is that passes through it. Default: {@code caller}.
     * </ul>
     */
    @Check(value = FilterSide.class, option = "of")
    default C filter(
            @NamedParams(@NamedParam(value = "of", type = String.class)) Map<String, ?> options,
            CallAudio.Filter stage) {
        scripted().acting().filter(FilterSide.of(options.get("of")), stage);
        return getCall();
    }
}
