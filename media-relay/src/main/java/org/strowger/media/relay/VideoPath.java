package org.strowger.media.relay;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.strowger.media.RemoteVideo;
import org.strowger.rtp.LoopCount;
import org.strowger.rtp.Packet;
import org.strowger.rtp.Reception;
import org.strowger.rtp.Rtp;
import org.strowger.rtp.StreamCount;
import org.strowger.rtp.Tally;
import org.strowger.rtp.loop.MediaLoop;
import org.strowger.rtp.video.IncomingVideo;
import org.strowger.rtp.video.OutgoingVideo;
import org.strowger.rtp.video.OutgoingVideo.Picture;
import org.strowger.rtp.video.PictureMeter;
import org.strowger.rtp.video.PictureRate;
import org.strowger.rtp.video.VideoFormat;
import org.strowger.rtp.video.VideoReports;
import org.strowger.rtp.video.VideoTypes;

/**
 * A browser's pictures on the port of its sound: they go where the sound goes, back by an echo and across by a bridge.
 * Each side is a hop of its own: what is missing is asked for, and sent again, between it and us; who wants a new
 * picture is heard by whoever sends them. Runs on the stream's loop.
 */
final class VideoPath implements VideoReports.Asked {

    private final PeerLine line;
    private final MediaLoop loop;
    private final Reception reception;
    private final IncomingVideo incoming = new IncomingVideo();
    private final OutgoingVideo outgoing;
    private final VideoReports reports;
    private final PictureMeter meter;

    private VideoTypes types = VideoTypes.NOTHING;
    private RemoteVideo described;
    private boolean on;
    /** Where its pictures went last. */
    private @Nullable VideoPath goesTo;

    private @Nullable Watcher watcher;
    /** Where they go while RTCP is read. */
    private @Nullable VideoPath across;

    private VideoPath(RemoteVideo described, PeerLine line, MediaLoop loop, Consumer<PictureRate> told) {
        Tally<StreamCount> counted = new Tally<>(StreamCount.class);
        this.line = line;
        this.loop = loop;
        this.described = described;
        this.reception = new Reception(counted);
        this.outgoing = new OutgoingVideo(described.sources());
        this.reports = new VideoReports(outgoing, incoming, reception, counted);
        this.meter = new PictureMeter(told);
        describe(described);
    }

    /**
     * What a stream's pictures are after another description: as they were, as far as that has the same sources.
     *
     * @param known null before the first
     * @param told of each second of them
     */
    static @Nullable VideoPath described(
            @Nullable VideoPath known,
            Optional<RemoteVideo> remote,
            PeerLine line,
            MediaLoop loop,
            Consumer<PictureRate> told) {
        if (known != null && remote.isEmpty()) known.end();
        if (remote.isEmpty()) return known;
        if (known == null || !known.outgoing.sources().equals(remote.get().sources()))
            return new VideoPath(remote.get(), line, loop, told);
        known.describe(remote.get());
        return known;
    }

    /** A description has come. */
    private void describe(RemoteVideo remote) {
        if (!on || !remote.codecs().equals(described.codecs())) {
            types = VideoTypes.of(remote.codecs());
            reception.codecs(remote.codecs());
            outgoing.types(types);
        }
        described = remote;
        on = true;
    }

    /** The line is refused or gone. */
    private void end() {
        on = false;
        types = VideoTypes.NOTHING;
        outgoing.types(types);
        rest();
    }

    private void rest() {
        if (goesTo != null) goesTo.outgoing.close();
        goesTo = null;
        incoming.rest();
    }

    /** Sees the pictures that come, on the loop. */
    interface Watcher {
        /** Takes a packet of VP8; false where a picture would be of use that needs no other. */
        boolean takes(Packet packet);
    }

    /** False if somebody else watches already. */
    boolean isWatchedBy(Watcher wanted) {
        if (watcher == null) incoming.wantPicture();
        if (watcher == null) watcher = wanted;
        return watcher == wanted;
    }

    void leaves(Watcher gone) {
        if (watcher == gone) watcher = null;
    }

    boolean isOn() {
        return on;
    }

    // The way of a packet

    /**
     * Takes a packet; false if it is none of pictures.
     *
     * @param to where the sound goes, if that has pictures
     */
    boolean takes(Packet packet, @Nullable VideoPath to, long now) {
        int type = Rtp.payloadType(packet);
        if (!types.has(type)) return false;
        goesTo(to);
        int repaired = types.repaired(type);
        if (repaired == VideoTypes.NONE ? isNew(packet, now) : incoming.restores(packet, repaired))
            pass(packet, to, now);
        else drop();
        if (to != null || watcher != null) ask(now);
        return true;
    }

    private void goesTo(@Nullable VideoPath to) {
        if (to == goesTo) return;
        rest();
        goesTo = to;
        if (to != null) to.outgoing.close();
    }

    private boolean isNew(Packet packet, long now) {
        reception.count(packet, now);
        return incoming.takes(packet);
    }

    private void pass(Packet packet, @Nullable VideoPath to, long now) {
        VideoFormat format = types.format(Rtp.payloadType(packet));
        int at = Rtp.headerLength(packet);
        boolean isKey = format != null && format.beginsKeyPicture(packet, at, at + Rtp.payloadLength(packet));
        Picture begins = isKey ? Picture.BY_ITSELF : Picture.GOES_ON;
        if (isKey) incoming.pictureComes();
        if (format != null) meter.count(packet, format, begins, now);
        if (watcher != null && format == VideoFormat.VP8 && !watcher.takes(packet)) incoming.wantPicture();
        if (to != null && to.sends(packet, types, begins, now)) return;
        drop();
        if (to != null && to.waitsFor(incoming.source())) incoming.wantPicture();
    }

    /** Whether it is to be sent pictures of a source, and nothing of them is of use before one that needs no other. */
    private boolean waitsFor(int source) {
        return described.direction().receives() && !outgoing.carries(source);
    }

    /** True if it was of use; whatever the network does with it. */
    private boolean sends(Packet packet, VideoTypes theirs, Picture begins, long now) {
        if (!described.direction().receives()) {
            outgoing.close();
            return false;
        }
        if (!outgoing.takes(packet, theirs, begins, now)) return false;
        line.carries(packet);
        return true;
    }

    private void ask(long now) {
        Packet packet = loop.outgoing();
        if (reports.writeMissing(packet, now)) line.sendRtcp(packet);
        if (!incoming.asksForPicture(now)) return;
        reports.writePictureLoss(packet);
        line.sendRtcp(packet);
    }

    private void drop() {
        loop.counters().add(LoopCount.DROPPED, 1);
    }

    // Reports and what they ask for

    /** Takes RTCP; false if none of it is about pictures. */
    boolean takesReport(Packet packet, @Nullable VideoPath to, long now) {
        across = to;
        boolean taken = reports.read(packet, this, now);
        across = null;
        return taken;
    }

    /** Whoever sends to this peer is across: what goes there comes from there. */
    @Override
    public void pictureWanted() {
        VideoPath from = across;
        if (from == null) return;
        from.incoming.wantPicture();
        if (from.incoming.hasBegun()) from.ask(loop.nanos());
    }

    @Override
    public void missing(int sequence) {
        Packet packet = loop.outgoing();
        if (outgoing.repeats(sequence, packet, loop.nanos())) line.carries(packet);
    }

    @Override
    public void reported(long ntp, int timestamp) {
        VideoPath to = across;
        if (to == null || !to.outgoing.carries(incoming.source())) return;
        to.reports.writeSending(loop.outgoing(), ntp, timestamp);
        to.line.sendRtcp(loop.outgoing());
    }

    /** Says how its pictures come, and asks again for what hasn't. */
    void watch(@Nullable VideoPath to, long now) {
        if (!on) return;
        meter.watch(now);
        goesTo(to);
        if (reports.writeReception(loop.outgoing(), now)) line.sendRtcp(loop.outgoing());
        if ((to != null || watcher != null) && incoming.hasBegun()) ask(now);
    }
}
