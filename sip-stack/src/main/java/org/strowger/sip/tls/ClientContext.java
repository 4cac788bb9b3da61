package org.strowger.sip.tls;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Made when it is first asked for: a switch that connects to nobody needn't read whom the JDK trusts. Any thread. */
final class ClientContext {

    private final SslContextBuilder builder;
    private @Nullable SslContext made;

    ClientContext(SslContextBuilder builder) {
        this.builder = builder;
    }

    synchronized SslContext get() {
        SslContext known = made;
        if (known != null) return known;
        try {
            SslContext fresh = builder.build();
            made = fresh;
            return fresh;
        } catch (SSLException e) {
            // Keys and certificates have been read and tried by now: the JDK has no TLS at all.
            throw new IllegalStateException("no TLS here: " + e.getMessage(), e);
        }
    }
}
