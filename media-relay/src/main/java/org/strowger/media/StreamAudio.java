package org.strowger.media;

/**
 * The audio of a stream, made when packets alone won't do: what its peer says and what we say to it, driven by the ticks of the
 * loop while there is anything to do. Runs on the stream's loop.
 */
final class StreamAudio implements LoopClock.Ticking {

    private final StreamPath path;
    private final LoopClock clock;
    private final Hearing hearing;
    private final Speaking speaking;
    private boolean ticking;

    StreamAudio(StreamPath path, MediaLoop loop, OutgoingRtp own) {
        this.path = path;
        this.clock = loop.clock();
        this.hearing = new Hearing(clock, loop.scratch().decoded);
        this.speaking = new Speaking(own, loop.outgoing(), loop.scratch(), path::sendRtp);
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
        if (path.isOverheard()) path.overhear();
        boolean pressing = path.digits().tick(now, speaking);
        if (!pressing && !speaking.tick(now)) path.played(Playback.End.FINISHED);
        ticking = pressing || path.isOverheard() || speaking.isBusy();
        return ticking;
    }
}
