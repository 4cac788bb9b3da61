package org.strowger.audio;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sinks and filters on one side of a stream, in the order in which they were put there. Runs on the stream's loop.
 */
public final class Taps {

    private static final Logger LOG = LoggerFactory.getLogger(Taps.class);
    private static final Stage[] NONE = {};

    /** One of them. */
    private sealed interface Stage {
        void pass(short[] pcm, int samples, int rate);
    }

    private record Filtering(AudioFilter filter) implements Stage {
        @Override
        public void pass(short[] pcm, int samples, int rate) {
            filter.apply(pcm, samples, rate);
        }
    }

    private static final class Listening implements Stage {
        private final AudioSink sink;
        private final short[] frame;
        private @Nullable RateConverter converter;

        Listening(AudioSink sink) {
            this.sink = sink;
            this.frame = new short[Frames.samples(sink.rate())];
        }

        @Override
        public void pass(short[] pcm, int samples, int rate) {
            if (rate == sink.rate()) {
                sink.write(pcm, samples);
                return;
            }
            converter = RateConverter.between(rate, sink.rate(), converter);
            sink.write(frame, converter.convert(pcm, samples, frame));
        }
    }

    private Stage[] stages = NONE;

    /** To be given to {@link #remove}. */
    public Object add(AudioSink sink) {
        return add(new Listening(sink));
    }

    public Object add(AudioFilter filter) {
        return add(new Filtering(filter));
    }

    private Stage add(Stage stage) {
        Stage[] more = Arrays.copyOf(stages, stages.length + 1);
        more[stages.length] = stage;
        stages = more;
        return stage;
    }

    public void remove(Object stage) {
        stages = Arrays.stream(stages).filter(s -> s != stage).toArray(Stage[]::new);
    }

    public boolean isEmpty() {
        return stages.length == 0;
    }

    /** Whether any of them may change what passes. */
    public boolean change() {
        for (Stage stage : stages) if (stage instanceof Filtering) return true;
        return false;
    }

    /** Takes a frame past all of them. */
    public void pass(short[] pcm, int samples, int rate) {
        Stage[] now = stages;
        for (Stage stage : now) pass(stage, pcm, samples, rate);
    }

    private void pass(Stage stage, short[] pcm, int samples, int rate) {
        try {
            stage.pass(pcm, samples, rate);
        } catch (RuntimeException e) { // a user's code: it costs its own stage and nothing else
            LOG.warn("a tap failed and was taken off its stream", e);
            remove(stage);
        }
    }
}
