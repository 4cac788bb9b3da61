package org.strowger.dialplan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.strowger.agent.AgentOutcome;
import org.strowger.agent.AgentRequest;
import org.strowger.call.ConferenceOptions;
import org.strowger.call.ConferenceOutcome;
import org.strowger.call.PlayOptions;
import org.strowger.call.RecordMode;
import org.strowger.call.RecordOptions;
import org.strowger.call.RecordOutcome;
import org.strowger.call.Sound;
import org.strowger.call.VoiceAgent;

/** The verbs about what is played, recorded and heard, of a call that writes them down. */
interface WrittenSounds extends WrittenVerbs {

    @Override
    default void play(List<? extends Sound> sounds, PlayOptions options) {
        does("play " + sounds.stream().map(InWords::of).collect(Collectors.joining(" "))
                + (options.equals(PlayOptions.ONCE) ? "" : " " + options));
    }

    @Override
    default RecordOutcome record(String file, RecordOptions options) {
        does("record " + file + options.longest().map(t -> " max " + t).orElse("")
                + options.silence().map(t -> " silence " + t).orElse(""));
        return new RecordOutcome(Path.of(file), Duration.ofSeconds(2), RecordOutcome.Ending.SILENCE, "");
    }

    @Override
    default void startRecording(String file, RecordMode mode) {
        does("startRecording " + file + " " + mode);
    }

    @Override
    default void recording(RecordingState state) {
        does("recording " + state);
    }

    @Override
    default void playing(PlayChange change) {
        does("playing " + change);
    }

    @Override
    default void filter(Side side, Filter filter) {
        does("filter " + side);
    }

    @Override
    default void mailbox(String box) {
        does("mailbox " + box);
    }

    @Override
    default ConferenceOutcome conference(String room, ConferenceOptions options) {
        does("conference " + room + options.pin().map(pin -> " pin " + pin).orElse("") + " " + options.role() + " "
                + options.start());
        return new ConferenceOutcome.Ended();
    }

    @Override
    default void listenForDigits() {
        does("listen for digits");
    }

    @Override
    default void listenForSilence(Duration silence) {
        does("listen for silence " + silence);
    }

    @Override
    default void listenForTones() {
        does("listen for tones");
    }

    @Override
    default VoiceAgent stream(AgentRequest request) {
        writes("stream " + request.url() + " at " + request.rate());
        return new VoiceAgent() {
            @Override
            public void on(String message, Consumer<Map<String, Object>> action) {
                writes("on " + message);
            }

            @Override
            public void send(String message, Map<String, ?> content) {
                writes("send " + message + " " + content);
            }

            @Override
            public void stop() {
                writes("stop");
            }

            @Override
            public AgentOutcome await() {
                return new AgentOutcome.Finished();
            }
        };
    }
}
