package org.strowger.audio.sound;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/**
 * The octets of all downloads that are under way together: each is bounded, but hundreds of callers may be played
 * hundreds of addresses at once, and what has come of them waits in memory until it is decoded. Any thread.
 */
final class Downloads {

    private static final Subscription NONE = new Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    };

    private final long most;
    private long underWay;

    /** @param most octets of all that is under way, 1 or more */
    Downloads(long most) {
        this.most = most;
    }

    private synchronized boolean takes(long octets) {
        if (underWay + octets > most) return false;
        underWay += octets;
        return true;
    }

    private synchronized void gives(long octets) {
        underWay -= octets;
    }

    /** Of all downloads, now. */
    synchronized long underWay() {
        return underWay;
    }

    /** A download that is to begin; what it holds is given back when it is closed. */
    Download begins(int mostOctets) {
        return new Download(mostOctets);
    }

    /** One of them: it fails once it is too long, or once all together are too much. */
    final class Download implements AutoCloseable {
        private final int mostOctets;
        private long taken;
        private boolean closed;

        private Download(int mostOctets) {
            this.mostOctets = mostOctets;
        }

        /** Reads an answer's body, however many turns it takes to come to it. */
        BodyHandler<byte[]> body() {
            return _ -> new Charged(BodySubscribers.ofByteArray());
        }

        private synchronized void charge(long octets) throws IOException {
            if (closed) throw new IOException("the download has ended");
            if (taken + octets > mostOctets)
                throw new IOException("it is longer than " + (mostOctets >> 20) + " MiB, as much as a sound may have");
            if (!takes(octets))
                throw new IOException("so many sounds are being fetched that they are more than " + (most >> 20)
                        + " MiB together; try again, or keep them as files");
            taken += octets;
        }

        @Override
        public synchronized void close() {
            if (closed) return;
            closed = true;
            gives(taken);
        }

        /** What reads the body pays for each piece before it keeps it. */
        private final class Charged implements BodySubscriber<byte[]> {
            private final BodySubscriber<byte[]> reader;
            private Subscription source = NONE;
            private boolean failed;

            Charged(BodySubscriber<byte[]> reader) {
                this.reader = reader;
            }

            @Override
            public CompletionStage<byte[]> getBody() {
                return reader.getBody();
            }

            @Override
            public void onSubscribe(Subscription subscription) {
                source = subscription;
                reader.onSubscribe(subscription);
            }

            @Override
            public void onNext(List<ByteBuffer> pieces) {
                if (failed) return;
                try {
                    charge(pieces.stream().mapToLong(ByteBuffer::remaining).sum());
                    reader.onNext(pieces);
                } catch (IOException tooMuch) {
                    failed = true;
                    source.cancel();
                    reader.onError(tooMuch);
                }
            }

            @Override
            public void onError(Throwable failure) {
                if (!failed) reader.onError(failure);
            }

            @Override
            public void onComplete() {
                if (!failed) reader.onComplete();
            }
        }
    }
}
