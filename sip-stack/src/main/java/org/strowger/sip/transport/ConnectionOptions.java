package org.strowger.sip.transport;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.MaxMessagesRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;

/** What the socket of each connection is told, whoever opened it. */
final class ConnectionOptions {

    /** Octets that are read of a connection before others have their turn. */
    static final int MOST_AT_ONCE = 16_384;

    private static final int LEAST = 64;
    private static final int USUAL = 2048;
    /** Netty's sixteen reads in a row are a megabyte: at 8 µs for a request that is dropped, twenty milliseconds. */
    private static final MaxMessagesRecvByteBufAllocator ONE_READ =
            new AdaptiveRecvByteBufAllocator(LEAST, USUAL, MOST_AT_ONCE).maxMessagesPerRead(1);

    private ConnectionOptions() {}

    static void set(SocketChannel channel, TransportLimits limits) {
        channel.config()
                .setTcpNoDelay(true)
                .setKeepAlive(true)
                .setWriteBufferWaterMark(new WriteBufferWaterMark(limits.unsentBytes() / 2, limits.unsentBytes()))
                .setRecvByteBufAllocator(ONE_READ);
    }
}
