package org.strowger.media.relay;

import java.util.function.Consumer;
import org.strowger.rtp.OutgoingRtp;
import org.strowger.rtp.Packet;
import org.strowger.rtp.loop.LoopClock;
import org.strowger.rtp.loop.MediaLoop;

/**
 * The audio of a stream, made when packets alone won't do: what its peer says and what we say to it, driven by the
 * ticks of the loop while there is anything to do. Runs on the stream's loop.
 */
final class StreamAudio implements LoopClock.Ticking {

    private final StreamPath path;
    /** After a second of ticks that threw one after another, what is played or said is given up. */
    private static final int PATIENCE = 50;

    private final LoopClock clock;
    private final Hearing hearing;
    private final Speaking speaking;
    private boolean ticking;
    private int faultsInRow;

    /** @param send takes what is said, packet by packet */
    StreamAudio(StreamPath path, MediaLoop loop, OutgoingRtp own, Consumer<Packet> send) {
        this.path = path;
        this.clock = loop.clock();
        this.hearing = new Hearing(clock, loop.scratch().decoded);
        this.speaking = new Speaking(own, loop.outgoing(), loop.scratch(), send, this::askBetween);
    }

    Hearing hearing() {
        return hearing;
    }

    Speaking speaking() {
        return speaking;
    }

    /** Ticks from now on, for as long as there is anything to do. */
    void wake(long now) {
        if (ticking) return;
        ticking = true;
        clock.startTicking(this, now);
    }

    @Override
    public boolean tick(long now) {
        if (path.taps().isOverheard()) path.taps().overhear();
        boolean pressing = path.digits().tick(now, speaking);
        if (!pressing && !speaking.tick(now)) path.mode().played();
        ticking = pressing || path.taps().isOverheard() || speaking.isBusy();
        faultsInRow = 0;
        return ticking;
    }

    private void askBetween() {
        clock.betweenTicks(this);
    }

    @Override
    public void betweenTicks(long now) {
        speaking.betweenTicks(now);
    }

    @Override
    public boolean goesOn() {
        if (++faultsInRow < PATIENCE) return true;
        faultsInRow = 0;
        ticking = false;
        path.mode().giveUpAudio();
        return false;
    }
}
