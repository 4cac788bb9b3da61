package org.strowger.cdr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of lines that is only ever appended to, by one thread. What a write that fails has left of a line is cut off,
 * and so is what a process has left that ended in the midst of one. Blocks.
 */
final class LineFile implements AutoCloseable {

    private static final int BLOCK = 8192;

    /** Opens a file for writing, and makes it where it is missing. */
    @FunctionalInterface
    interface Opener {
        Storage open(Path path) throws IOException;

        /** On the disk. */
        Opener ON_DISK = path -> new Disk(
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** What it asks of whatever keeps its octets. A write may take less than it was given. */
    interface Storage extends AutoCloseable {
        long size() throws IOException;

        /** Octets that were read; less than 1 where there are none. */
        int read(ByteBuffer into, long position) throws IOException;

        void write(ByteBuffer from, long position) throws IOException;

        void truncate(long octets) throws IOException;

        /** What has been written outlasts a loss of power when this returns. */
        void force() throws IOException;

        @Override
        void close() throws IOException;
    }

    private record Disk(FileChannel channel) implements Storage {
        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return channel.read(into, position);
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            channel.write(from, position);
        }

        @Override
        public void truncate(long octets) throws IOException {
            channel.truncate(octets);
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private final Path path;
    private final Storage storage;
    private final long cut;
    private long size;

    private LineFile(Path path, Storage storage, long size, long cut) {
        this.path = path;
        this.storage = storage;
        this.size = size;
        this.cut = cut;
    }

    /** Opened behind its last whole line. */
    static LineFile open(Path path, Opener opener) throws IOException {
        return open(path, opener, Long.MAX_VALUE);
    }

    /**
     * The same, but behind so many octets at most: what stands there beyond is left of a write that has failed.
     *
     * @param known octets of whole lines
     */
    static LineFile open(Path path, Opener opener, long known) throws IOException {
        Storage storage = opener.open(path);
        try {
            long whole = Math.min(known, lastLineEnd(storage));
            long torn = storage.size() - whole;
            if (torn > 0) storage.truncate(whole);
            return new LineFile(path, storage, whole, torn);
        } catch (IOException | RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    private static long lastLineEnd(Storage storage) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        long end = storage.size();
        while (end > 0) {
            long start = Math.max(0, end - BLOCK);
            block.clear().limit((int) (end - start));
            fill(block, storage, start);
            for (int i = block.position() - 1; i >= 0; i--) if (block.get(i) == '\n') return start + i + 1;
            end = start;
        }
        return 0;
    }

    private static void fill(ByteBuffer block, Storage from, long start) throws IOException {
        int read;
        do read = from.read(block, start + block.position());
        while (read > 0 && block.hasRemaining());
    }

    Path path() {
        return path;
    }

    String name() {
        return String.valueOf(path.getFileName());
    }

    /** Octets of whole lines. */
    long size() {
        return size;
    }

    /** Octets of a torn line that were cut off when it was opened. */
    long cut() {
        return cut;
    }

    /** Appends whole lines. What it leaves of them where it fails is cut off when the file is opened anew. */
    void append(byte[] lines) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(lines);
        while (left.hasRemaining()) storage.write(left, size + left.position());
        size += lines.length;
    }

    /** What has been appended is on the disk when this returns. */
    void sync() throws IOException {
        storage.force();
    }

    @Override
    public void close() throws IOException {
        storage.close();
    }
}
