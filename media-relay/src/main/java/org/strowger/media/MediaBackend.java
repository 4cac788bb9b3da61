package org.strowger.media;

/** How a media loop talks to its sockets. */
public enum MediaBackend {
    /** {@link #EPOLL} where it runs, {@link #NIO} elsewhere. */
    AUTO,
    /** The C library's epoll, recvfrom and sendto through the foreign-function API: Linux on x86-64 and AArch64. */
    EPOLL,
    /** {@code java.nio} selectors: everywhere, for about a fifth more CPU time per packet and some garbage. */
    NIO
}
