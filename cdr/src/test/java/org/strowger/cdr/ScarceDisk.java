package org.strowger.cdr;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** A disk that has room for so many octets, and takes the part of a write that fits, as a real one does. */
final class ScarceDisk implements LineFile.Opener {

    private final AtomicLong room = new AtomicLong(Long.MAX_VALUE / 2);
    private volatile boolean stubborn;
    private volatile boolean keepsNothing;
    private volatile CountDownLatch mayEnd = new CountDownLatch(0);
    private final CountDownLatch flushes = new CountDownLatch(1);

    /** From now on. */
    void hasRoomFor(long octets) {
        room.set(octets);
    }

    /** It doesn't shorten files, either. */
    void cutsNothing() {
        stubborn = true;
    }

    /** It does again. */
    void cuts() {
        stubborn = false;
    }

    /** A flush to it lasts, from now on. */
    void takesItsTime() {
        mayEnd = new CountDownLatch(1);
    }

    /** Until somebody waits for it. */
    void awaitFlush() throws InterruptedException {
        flushes.await();
    }

    /** The flush that lasts is done. */
    void isDone() {
        mayEnd.countDown();
    }

    /** It says so, from now on, when it is to keep what it was given. */
    void keepsNothing() {
        keepsNothing = true;
    }

    /** It does again. */
    void keeps() {
        keepsNothing = false;
    }

    @Override
    public LineFile.Storage open(Path path) throws IOException {
        return new Scarce(LineFile.Opener.ON_DISK.open(path));
    }

    /** All that isn't writing is left to the disk. */
    private final class Scarce implements LineFile.Storage {

        private final LineFile.Storage disk;

        Scarce(LineFile.Storage disk) {
            this.disk = disk;
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            if (room.get() <= 0) throw new IOException("No space left on device");
            ByteBuffer part = from.slice();
            part.limit((int) Math.min(part.remaining(), room.get()));
            disk.write(part, position);
            room.addAndGet(-part.position());
            from.position(from.position() + part.position());
        }

        @Override
        public void truncate(long octets) throws IOException {
            if (stubborn && octets < disk.size()) throw new IOException("Input/output error");
            disk.truncate(octets);
        }

        @Override
        public long size() throws IOException {
            return disk.size();
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return disk.read(into, position);
        }

        @Override
        public void force() throws IOException {
            flushes.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException(e.getMessage());
            }
            if (keepsNothing) throw new IOException("Input/output error");
            disk.force();
        }

        @Override
        public void close() throws IOException {
            disk.close();
        }
    }
}
