package org.strowger.rtp.loop;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Locale;

/**
 * The calls of the C library that the epoll loop makes, on Linux for x86-64 and AArch64, whose constants agree. Results
 * are the C library's. Where a segment is given first, the call's {@code errno} goes there. The calls of a packet's
 * path leave it out, because to capture it makes an object a call; addresses travel as numbers for the same reason.
 */
@SuppressWarnings("restricted") // native access is what this class is for
public final class Posix {

    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int EAGAIN = 11;
    static final int EINTR = 4;
    static final int EADDRINUSE = 98;

    static final int EPOLLIN = 1;
    static final int EPOLLET = 1 << 31;
    static final int EPOLL_CTL_ADD = 1;
    static final int EPOLL_CTL_DEL = 2;

    static final int SOCK_DGRAM_NONBLOCK_CLOEXEC = 2 | 0x800 | 0x80000;
    static final int EFD_NONBLOCK_CLOEXEC = 0x800 | 0x80000;
    static final int EPOLL_CLOEXEC = 0x80000;

    static final int SOL_SOCKET = 1;
    static final int SO_TIMESTAMPNS = 35;
    static final int CLOCK_REALTIME = 0;

    static final int IPPROTO_IP = 0;
    static final int IP_TOS = 1;
    static final int IPPROTO_IPV6 = 41;
    static final int IPV6_V6ONLY = 26;
    static final int IPV6_TCLASS = 67;

    static final StructLayout ERRNO = Linker.Option.captureStateLayout();

    private static final VarHandle ERRNO_VALUE = ERRNO.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final Linker LINKER = Linker.nativeLinker();

    private static final MethodHandle SOCKET = call("socket", 'i', "iii");
    private static final MethodHandle BIND = call("bind", 'i', "ili");
    private static final MethodHandle CONNECT = call("connect", 'i', "ili");
    private static final MethodHandle SETSOCKOPT = call("setsockopt", 'i', "iiili");
    private static final MethodHandle CLOSE = bare("close", 'i', "i");
    private static final MethodHandle RECVFROM = bare("recvfrom", 'l', "illill");
    private static final MethodHandle RECV_ERRNO = call("recv", 'l', "illi");
    private static final MethodHandle RECVMSG = bare("recvmsg", 'l', "ili");
    private static final MethodHandle SENDTO = bare("sendto", 'l', "illili");
    private static final MethodHandle EPOLL_CREATE1 = call("epoll_create1", 'i', "i");
    private static final MethodHandle EPOLL_CTL = call("epoll_ctl", 'i', "iiil");
    private static final MethodHandle EPOLL_WAIT = bare("epoll_wait", 'i', "ilii");
    private static final MethodHandle EPOLL_WAIT_ERRNO = call("epoll_wait", 'i', "ilii");
    private static final MethodHandle EVENTFD = call("eventfd", 'i', "ii");
    private static final MethodHandle CLOCK_GETTIME = bare("clock_gettime", 'i', "il");
    private static final MethodHandle WRITE = call("write", 'l', "ill");

    private Posix() {}

    /** True, if not an error: loading this class has bound all of its calls. */
    public static boolean works() {
        return isHere();
    }

    /** Whether this system is one whose constants these are. */
    public static boolean isHere() {
        String os = System.getProperty("os.name", "");
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return os.equals("Linux") && (arch.equals("amd64") || arch.equals("x86_64") || arch.equals("aarch64"));
    }

    /** On x86-64 alone {@code struct epoll_event} is packed. */
    static boolean packsEpollEvent() {
        return !System.getProperty("os.arch", "").equals("aarch64");
    }

    static int errno(MemorySegment state) {
        return (int) ERRNO_VALUE.get(state, 0L);
    }

    static int socket(MemorySegment errno, int family) {
        try {
            return (int) SOCKET.invokeExact(errno, family, SOCK_DGRAM_NONBLOCK_CLOEXEC, 0);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static int bind(MemorySegment errno, int fd, long name, int nameLength) {
        try {
            return (int) BIND.invokeExact(errno, fd, name, nameLength);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static int connect(MemorySegment errno, int fd, long name, int nameLength) {
        try {
            return (int) CONNECT.invokeExact(errno, fd, name, nameLength);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static int setsockopt(MemorySegment errno, int fd, int level, int option, long value) {
        try {
            return (int) SETSOCKOPT.invokeExact(errno, fd, level, option, value, 4);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static int close(int fd) {
        try {
            return (int) CLOSE.invokeExact(fd);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static long recvfrom(int fd, long bytes, long length, long name, long nameLength) {
        try {
            return (long) RECVFROM.invokeExact(fd, bytes, length, 0, name, nameLength);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Receives a datagram without a look at it. */
    static long discard(MemorySegment errno, int fd) {
        try {
            return (long) RECV_ERRNO.invokeExact(errno, fd, 0L, 0L, 0);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static long recvmsg(int fd, long message) {
        try {
            return (long) RECVMSG.invokeExact(fd, message, 0);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static long sendto(int fd, long bytes, long length, long name, int nameLength) {
        try {
            return (long) SENDTO.invokeExact(fd, bytes, length, 0, name, nameLength);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static int epollCreate(MemorySegment errno) {
        try {
            return (int) EPOLL_CREATE1.invokeExact(errno, EPOLL_CLOEXEC);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static int epollCtl(MemorySegment errno, int epoll, int operation, int fd, long event) {
        try {
            return (int) EPOLL_CTL.invokeExact(errno, epoll, operation, fd, event);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static int epollWait(int epoll, long events, int count, int millis) {
        try {
            return (int) EPOLL_WAIT.invokeExact(epoll, events, count, millis);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Does not wait; to find out why the other has failed. */
    static int epollPoll(MemorySegment errno, int epoll, long events, int count) {
        try {
            return (int) EPOLL_WAIT_ERRNO.invokeExact(errno, epoll, events, count, 0);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static int eventfd(MemorySegment errno) {
        try {
            return (int) EVENTFD.invokeExact(errno, 0, EFD_NONBLOCK_CLOEXEC);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Writes a {@code struct timespec}. */
    static int clockGettime(int clock, long time) {
        try {
            return (int) CLOCK_GETTIME.invokeExact(clock, time);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static long write(MemorySegment errno, int fd, long bytes, long length) {
        try {
            return (long) WRITE.invokeExact(errno, fd, bytes, length);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** A handle on a function of the C library: i for int, l for long, size and pointer. */
    private static MethodHandle bare(String name, char result, String arguments, Linker.Option... options) {
        MemoryLayout[] layouts = arguments.chars().mapToObj(Posix::layout).toArray(MemoryLayout[]::new);
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(layout(result), layouts), options);
    }

    /** The same with errno. */
    private static MethodHandle call(String name, char result, String arguments) {
        return bare(name, result, arguments, Linker.Option.captureCallState("errno"));
    }

    private static MemoryLayout layout(int kind) {
        return kind == 'i' ? JAVA_INT : JAVA_LONG;
    }

    private static AssertionError unexpected(Throwable e) {
        return new AssertionError("a C call throws nothing", e);
    }
}
