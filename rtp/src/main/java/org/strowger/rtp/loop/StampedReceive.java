package org.strowger.rtp.loop;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.strowger.rtp.Packet;

/**
 * Receives packets together with the time when the kernel took them, told in our own clock. Laid out once: a
 * {@code struct msghdr} with one {@code iovec}, and room for the one control message that is asked for (socket(7),
 * SO_TIMESTAMPNS). On its loop.
 */
final class StampedReceive {

    private static final int NAME = 0;
    private static final int NAME_LENGTH = 8;
    private static final int IOV = 16;
    private static final int IOV_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int FLAGS = 48;
    private static final int MESSAGE_SIZE = 56;

    /** {@code struct cmsghdr}: its length, level and type; then a {@code struct timespec}. */
    private static final int CONTROL_SIZE = 64;

    private static final int LEVEL = 8;
    private static final int TYPE = 12;
    private static final int SECONDS = 16;
    private static final int NANOS = 24;
    private static final int STAMP_LENGTH = 32;

    private static final long SECOND = 1_000_000_000;

    /** Two clocks that are read within this time count as read at once. */
    private static final long CLOSE_NANOS = 5_000;

    private static final int COMPARISONS = 3;

    private final MemorySegment message;
    private final ByteBuffer messageBytes;
    private final ByteBuffer controlBytes;
    private final MemorySegment time;
    private final ByteBuffer timeBytes;
    private final MemorySegment option;

    /** What has to be added to the kernel's time to get ours. */
    private long offset;

    private long now;

    StampedReceive(Arena arena, long packet, long name) {
        message = arena.allocate(MESSAGE_SIZE, 8);
        messageBytes = message.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        MemorySegment vector = arena.allocate(16, 8);
        vector.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN).putLong(0, packet).putLong(8, Packet.CAPACITY);
        MemorySegment control = arena.allocate(CONTROL_SIZE, 8);
        controlBytes = control.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        time = arena.allocate(16, 8);
        timeBytes = time.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        option = arena.allocate(8, 8);
        messageBytes.putLong(NAME, name);
        messageBytes.putLong(IOV, vector.address());
        messageBytes.putLong(IOV_COUNT, 1);
        messageBytes.putLong(CONTROL, control.address());
    }

    /** Lets the kernel note when packets of a socket come, or no longer. */
    void stamps(MemorySegment errno, int fd, boolean on) {
        option.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN).putInt(0, on ? 1 : 0);
        Posix.setsockopt(errno, fd, Posix.SOL_SOCKET, Posix.SO_TIMESTAMPNS, option.address());
    }

    /**
     * Compares the clocks: packets that are received from now on came until now. A comparison in which the thread was
     * held up is made again.
     */
    void look(long nanos) {
        now = nanos;
        long narrowest = Long.MAX_VALUE;
        for (int i = 0; i < COMPARISONS && narrowest > CLOSE_NANOS; i++) {
            long before = System.nanoTime();
            Posix.clockGettime(Posix.CLOCK_REALTIME, time.address());
            long took = System.nanoTime() - before;
            if (took >= narrowest) continue;
            narrowest = took;
            offset = before + took / 2 - timeBytes.getLong(0) * SECOND - timeBytes.getLong(8);
        }
    }

    /** Receives one packet; its length, or less than 0. */
    long receive(int fd) {
        messageBytes.putInt(NAME_LENGTH, SocketAddress.MAX_LENGTH);
        messageBytes.putLong(CONTROL_LENGTH, CONTROL_SIZE);
        messageBytes.putInt(FLAGS, 0);
        return Posix.recvmsg(fd, message.address());
    }

    /**
     * When the packet came that was received last; now, where the kernel hasn't noted it, or the time of day was set
     * back since.
     */
    long arrivedAt() {
        boolean stamped = messageBytes.getLong(CONTROL_LENGTH) >= STAMP_LENGTH
                && controlBytes.getInt(LEVEL) == Posix.SOL_SOCKET
                && controlBytes.getInt(TYPE) == Posix.SO_TIMESTAMPNS;
        if (!stamped) return now;
        long arrived = controlBytes.getLong(SECONDS) * SECOND + controlBytes.getLong(NANOS) + offset;
        return Math.clamp(arrived, now - LoopClock.WATCH_NANOS, now);
    }
}
