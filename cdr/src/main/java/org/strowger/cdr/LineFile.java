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
        FileChannel open(Path path) throws IOException;

        /** On the disk. */
        Opener ON_DISK = path ->
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private final Path path;
    private final FileChannel channel;
    private final long cut;
    private long size;

    private LineFile(Path path, FileChannel channel, long size, long cut) {
        this.path = path;
        this.channel = channel;
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
        FileChannel channel = opener.open(path);
        try {
            long whole = Math.min(known, lastLineEnd(channel));
            long torn = channel.size() - whole;
            if (torn > 0) channel.truncate(whole);
            return new LineFile(path, channel, whole, torn);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static long lastLineEnd(FileChannel channel) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        long end = channel.size();
        while (end > 0) {
            long start = Math.max(0, end - BLOCK);
            block.clear().limit((int) (end - start));
            fill(block, channel, start);
            for (int i = block.position() - 1; i >= 0; i--) if (block.get(i) == '\n') return start + i + 1;
            end = start;
        }
        return 0;
    }

    private static void fill(ByteBuffer block, FileChannel from, long start) throws IOException {
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
        while (left.hasRemaining()) channel.write(left, size + left.position());
        size += lines.length;
    }

    /** What has been appended is on the disk when this returns. */
    void sync() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
