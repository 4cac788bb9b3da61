package org.strowger.media.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.strowger.audio.AudioSink;
import org.strowger.audio.Frames;
import org.strowger.audio.PcmRing;
import org.strowger.media.AudioSide;
import org.strowger.media.MediaStream;
import org.strowger.media.Recording;
import org.strowger.media.RecordingPlan;
import org.strowger.media.Tap;
import org.strowger.media.relay.RecorderTable.Effect;
import org.strowger.media.relay.RecorderTable.Event;
import org.strowger.media.relay.RecorderTable.State;
import org.strowger.rtp.loop.MediaLoop;
import org.strowger.statemachine.SharedMachine;

/**
 * Takes both sides of a stream, frame by frame, to the ring that the {@link RecordingFile} empties
 * ({@link RecorderTable}). Frames are taken on the stream's loop; everything else may be called on any thread.
 */
final class Recorder implements Recording {

    /** How much may wait for the disk. */
    private static final int RING_SECONDS = 5;

    /** What is made up for in a row: a machine that slept leaves no hours of silence. */
    private static final long MOST_MISSED_SECONDS = 1;

    private static final long NANOS_A_SECOND = 1_000_000_000;

    /** A frame below this is silence: -45 dBm0. */
    private static final double SILENCE = 32_767 * Math.pow(10, (-45 - 3.17) / 20) / Math.sqrt(2);

    private final RecordingPlan plan;
    private final LongSupplier nanos;
    private final LongSupplier tickedAt;
    private final Predicate<Runnable> onLoop;
    private final RecordingFile file;
    private final PcmRing ring;
    private final List<Tap> taps = new ArrayList<>();
    private final SharedMachine<State, Event, Effect> machine = new SharedMachine<>(RecorderTable.TABLE, this::perform);
    private final long mostSamples;
    private final long mostSilent;
    private final int frame;
    private final long nanosPerSample;
    private final short[] heard;
    private final short[] spoken;
    private final short[] out;
    private boolean spokenWaits;
    /** When what is in the file ends: a loop that was held up leaves a gap. */
    private long filledTo;

    private long samples;
    private long silentTicks;

    private Recorder(
            RecordingPlan plan,
            LongSupplier nanos,
            LongSupplier tickedAt,
            Predicate<Runnable> onLoop,
            FileWorkers workers,
            Recording.Listener listener) {
        this.plan = plan;
        this.nanos = nanos;
        this.filledTo = plan.began().orElseGet(nanos::getAsLong);
        this.tickedAt = tickedAt;
        this.onLoop = onLoop;
        this.frame = plan.rate() / 50;
        this.nanosPerSample = NANOS_A_SECOND / plan.rate();
        this.heard = new short[frame];
        this.spoken = new short[frame];
        this.out = new short[frame * plan.content().channels()];
        this.ring = new PcmRing(RING_SECONDS * plan.rate() * plan.content().channels());
        this.mostSamples = most(plan.longest(), nanosPerSample);
        this.mostSilent = most(plan.silence(), Frames.TICK_NANOS);
        this.file = new RecordingFile(
                plan, ring, workers.worker(String.valueOf(plan.file().getFileName())), listener);
    }

    private static long most(Optional<Duration> time, long each) {
        return time.map(length -> Math.max(1, length.toNanos() / each)).orElse(Long.MAX_VALUE);
    }

    /** Records a stream from now on. */
    static Recorder start(
            MediaStream stream, MediaLoop loop, RecordingPlan plan, FileWorkers workers, Recording.Listener listener) {
        Recorder recorder = new Recorder(plan, loop::nanos, loop.clock()::tickedAt, loop::submit, workers, listener);
        recorder.file.start();
        // What is heard comes with every tick, even if nothing is: it tells the time for both sides.
        recorder.taps.add(stream.listen(AudioSide.HEARD, recorder.new Ear(AudioSide.HEARD)));
        if (plan.content() != RecordingPlan.Content.HEARD)
            recorder.taps.add(stream.listen(AudioSide.SPOKEN, recorder.new Ear(AudioSide.SPOKEN)));
        return recorder;
    }

    /** Records what is said in a room from now on. */
    static Recorder start(
            RoomTap room, MediaLoop loop, RecordingPlan plan, FileWorkers workers, Recording.Listener listener) {
        // Which loop it is heard on may change: it ends with the last frame, wherever that came.
        Recorder recorder = new Recorder(plan, loop::nanos, room::tickedAt, _ -> false, workers, listener);
        recorder.file.start();
        recorder.taps.add(room);
        room.listen(recorder.new Ear(AudioSide.HEARD));
        return recorder;
    }

    /** One side of the stream. */
    private final class Ear implements AudioSink {
        private final AudioSide side;

        Ear(AudioSide side) {
            this.side = side;
        }

        @Override
        public int rate() {
            return plan.rate();
        }

        @Override
        public void write(short[] pcm, int samples) {
            if (side == AudioSide.SPOKEN) {
                System.arraycopy(pcm, 0, spoken, 0, Math.min(samples, frame));
                spokenWaits = true;
            } else take(pcm, Math.min(samples, frame));
        }
    }

    private void take(short[] pcm, int count) {
        State now = machine.state();
        if (now == State.ENDED) return;
        long owed = owed(tickedAt.getAsLong());
        if (owed < 1) return;
        filledTo += owed * nanosPerSample;
        if (now == State.PAUSED) return;
        int sounding = (int) Math.min(owed, frame);
        if (!silence(owed - sounding)) return;
        System.arraycopy(pcm, 0, heard, 0, count);
        if (!spokenWaits) Arrays.fill(spoken, (short) 0);
        spokenWaits = false;
        lay();
        if (!write(frame - sounding, sounding)) return;
        silentTicks = isSilent(heard, count) ? silentTicks + 1 : 0;
        if (silentTicks >= mostSilent) end(new End.Silent());
    }

    /**
     * Samples that there are since the last one. Less than a frame at the first tick, of which the rest was before the
     * recording; more than one when the loop was held up: those before the last frame are written as silence, so that
     * the recording is as long as the call.
     */
    private long owed(long now) {
        return (now - filledTo) / nanosPerSample;
    }

    /** False once it has ended. */
    private boolean silence(long count) {
        Arrays.fill(out, (short) 0);
        long left = Math.min(count, MOST_MISSED_SECONDS * plan.rate());
        for (; left > 0; left -= frame) if (!write(0, (int) Math.min(left, frame))) return false;
        return true;
    }

    /** False once it has ended. */
    private boolean write(int from, int count) {
        int fits = (int) Math.min(count, mostSamples - samples);
        int channels = plan.content().channels();
        if (!ring.offer(out, from * channels, fits * channels)) {
            end(new End.Failed(plan.file() + ": the disk does not take it as fast as it comes"));
            return false;
        }
        samples += fits;
        if (samples < mostSamples) return true;
        end(new End.TooLong());
        return false;
    }

    private void lay() {
        if (machine.state() == State.MASKED) {
            Arrays.fill(out, (short) 0);
            return;
        }
        switch (plan.content()) {
            case HEARD -> System.arraycopy(heard, 0, out, 0, frame);
            case SPOKEN -> System.arraycopy(spoken, 0, out, 0, frame);
            case MIXED -> {
                for (int i = 0; i < frame; i++)
                    out[i] = (short) Math.clamp(heard[i] + spoken[i], Short.MIN_VALUE, Short.MAX_VALUE);
            }
            case STEREO -> {
                for (int i = 0; i < frame; i++) {
                    out[2 * i] = heard[i];
                    out[2 * i + 1] = spoken[i];
                }
            }
        }
    }

    private static boolean isSilent(short[] pcm, int samples) {
        long energy = 0;
        for (int i = 0; i < samples; i++) energy += pcm[i] * pcm[i];
        return energy < SILENCE * SILENCE * samples;
    }

    private void end(End why) {
        machine.fire(Event.END, why);
    }

    private void perform(Effect effect, Object why) {
        switch (effect) {
            case CLOSE -> {
                for (Tap tap : taps) tap.close();
                file.end((End) why);
            }
        }
    }

    @Override
    public void pause() {
        machine.fire(Event.PAUSE);
    }

    @Override
    public void mask() {
        machine.fire(Event.MASK);
    }

    @Override
    public void resume() {
        machine.fire(Event.RESUME);
    }

    @Override
    public void close() {
        long now = nanos.getAsLong();
        if (machine.state() != State.ENDED && !onLoop.test(() -> closeAt(now))) end(new End.Closed());
    }

    /** With what the last tick was too early for. */
    private void closeAt(long now) {
        State last = machine.state();
        if (last == State.ENDED) return;
        if (last == State.PAUSED || silence(owed(now))) end(new End.Closed());
    }
}
