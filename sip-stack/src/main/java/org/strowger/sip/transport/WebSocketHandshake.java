package org.strowger.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.sip.websocket.UpgradeAnswer;
import org.strowger.sip.websocket.WebSocketSettings;
import org.strowger.sip.wire.Ascii;

/**
 * The beginning of a WebSocket, in HTTP. Keeps from a connection that its socket is open until the peer has asked for
 * what there is; whoever asks for something else is told, and read no more.
 */
final class WebSocketHandshake extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketHandshake.class);
    private static final int INITIAL_BYTES = 1024;

    private final WebSocketSettings settings;
    private final Duration patience;
    private final Intake intake;
    private byte[] head = new byte[INITIAL_BYTES];
    private int end;
    private boolean refused;
    private @Nullable Future<?> deadline;

    /** @param patience for a request, and for one that is refused to go away */
    WebSocketHandshake(WebSocketSettings settings, Duration patience, Intake intake) {
        this.settings = settings;
        this.patience = patience;
        this.intake = intake;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        deadline = context.executor().schedule(() -> late(context), patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        over();
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        ByteBuf bytes = (ByteBuf) read;
        try {
            if (!refused) take(context, bytes);
        } finally {
            bytes.release();
        }
    }

    private void take(ChannelHandlerContext context, ByteBuf bytes) {
        while (bytes.isReadable()) {
            if (end == UpgradeAnswer.MOST_BYTES) {
                refuse(context, UpgradeAnswer.tooLong());
                return;
            }
            if (end == head.length) head = Arrays.copyOf(head, Math.min(end * 2, UpgradeAnswer.MOST_BYTES));
            head[end++] = bytes.readByte();
            // Nothing else is waited for than a method: TLS and scanners' bytes are told at the first one.
            if (end == 1 && !Ascii.isToken(head, 0, 1)) {
                refuse(context, UpgradeAnswer.toNonsense());
                return;
            }
            if (isWhole()) {
                answer(context, bytes);
                return;
            }
        }
    }

    /** Whether the empty line has come. */
    private boolean isWhole() {
        if (end < 2 || head[end - 1] != '\n') return false;
        return head[end - 2] == '\n' || (end >= 3 && head[end - 2] == '\r' && head[end - 3] == '\n');
    }

    private void answer(ChannelHandlerContext context, ByteBuf rest) {
        UpgradeAnswer answer = UpgradeAnswer.to(head, end, settings);
        if (!answer.isWelcome()) {
            refuse(context, answer);
            return;
        }
        over();
        head = new byte[0];
        context.writeAndFlush(Unpooled.wrappedBuffer(answer.bytes()));
        context.fireChannelActive();
        if (rest.isReadable()) context.fireChannelRead(rest.retainedSlice());
        context.pipeline().remove(this);
    }

    private void late(ChannelHandlerContext context) {
        if (refused) {
            context.close();
            return;
        }
        refused = true;
        intake.cut.increment();
        context.writeAndFlush(Unpooled.wrappedBuffer(UpgradeAnswer.tooLate().bytes()))
                .addListener(ChannelFutureListener.CLOSE);
    }

    /** What the peer goes on sending is thrown away until it closes: a reset would overtake the answer. */
    private void refuse(ChannelHandlerContext context, UpgradeAnswer answer) {
        refused = true;
        intake.cut.increment();
        LOG.debug("no WebSocket for {}: {}", context.channel().remoteAddress(), answer.status());
        context.writeAndFlush(Unpooled.wrappedBuffer(answer.bytes())).addListener(_ -> endOutput(context));
    }

    private static void endOutput(ChannelHandlerContext context) {
        if (context.channel() instanceof DuplexChannel channel
                && context.pipeline().get(SslHandler.class) == null) channel.shutdownOutput();
        else context.close();
    }

    private void over() {
        if (deadline != null) deadline.cancel(false);
    }
}
