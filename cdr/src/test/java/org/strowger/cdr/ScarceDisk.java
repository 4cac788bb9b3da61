package org.strowger.cdr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** A disk that has room for so many octets, and takes the part of a write that fits, as a real one does. */
final class ScarceDisk implements LineFile.Opener {

    private final AtomicLong room = new AtomicLong(Long.MAX_VALUE / 2);
    private volatile boolean stubborn;

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

    @Override
    public FileChannel open(Path path) throws IOException {
        return new Scarce(LineFile.Opener.ON_DISK.open(path));
    }

    /** All that isn't writing is left to the disk. */
    private final class Scarce extends FileChannel {

        private final FileChannel disk;

        Scarce(FileChannel disk) {
            this.disk = disk;
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            if (room.get() <= 0) throw new IOException("No space left on device");
            ByteBuffer part = from.slice();
            part.limit((int) Math.min(part.remaining(), room.get()));
            int written = disk.write(part, position);
            room.addAndGet(-written);
            from.position(from.position() + written);
            return written;
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            if (stubborn && size < disk.size()) throw new IOException("Input/output error");
            disk.truncate(size);
            return this;
        }

        @Override
        public long size() throws IOException {
            return disk.size();
        }

        @Override
        public int read(ByteBuffer to, long position) throws IOException {
            return disk.read(to, position);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            disk.force(metaData);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            disk.close();
        }

        @Override
        public int read(ByteBuffer to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read(ByteBuffer[] to, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] from, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel position(long newPosition) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel src, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }
    }
}
