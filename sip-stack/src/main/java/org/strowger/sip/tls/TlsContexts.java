package org.strowger.sip.tls;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.sip.tls.TlsSettings.Clients;
import org.strowger.sip.tls.TlsSettings.Identity;
import org.strowger.sip.tls.TlsSettings.Servers;

/**
 * What connections are secured with: certificates, keys and whom we trust, as the files have them. {@link #refresh}
 * reads those again that have changed; connections that there are go on with what they began with. TLS 1.2 and 1.3, by
 * the JDK. Any thread.
 */
public final class TlsContexts {

    private static final Logger LOG = LoggerFactory.getLogger(TlsContexts.class);
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    /** Sessions that can be taken up again without a handshake in full: phones that come back. */
    private static final int MOST_SESSIONS = 4_000;

    private static final int SESSION_SECONDS = 600;
    private static final Duration SOON = Duration.ofDays(14);

    private final TlsSettings settings;
    private volatile Loaded loaded;
    /** What was read last, whether it could be used or not: what is wrong is told once. */
    private volatile List<Stamp> seen;

    private record Loaded(List<Presented> presented, ClientContext client) {}

    /** How a file looked. */
    private record Stamp(Path file, long size, long modified) {}

    private TlsContexts(TlsSettings settings, Loaded loaded, List<Stamp> seen) {
        this.settings = settings;
        this.loaded = loaded;
        this.seen = seen;
    }

    /**
     * Reads the files.
     *
     * @throws TlsFailure if one of them can't be used
     */
    public static TlsContexts load(TlsSettings settings) throws TlsFailure {
        List<Stamp> seen = stamps(settings);
        return new TlsContexts(settings, read(settings), seen);
    }

    /** Shows nothing, and trusts whom the JDK trusts. */
    public static TlsContexts none() {
        return new TlsContexts(
                TlsSettings.NONE,
                new Loaded(List.of(), client(TlsSettings.NONE, List.of(), new X509Certificate[0])),
                List.of());
    }

    /** Whether there is a certificate to show: without one nobody can connect to us. */
    public boolean canListen() {
        return !loaded.presented.isEmpty();
    }

    /**
     * For one who connects to us.
     *
     * @param wanted the name that he asks for; null if he asks for none
     * @throws IllegalStateException if there is no certificate to show
     */
    public SslContext server(@Nullable String wanted) {
        List<Presented> presented = loaded.presented;
        if (presented.isEmpty()) throw new IllegalStateException("no certificate to show");
        if (wanted != null) {
            String name = wanted.toLowerCase(Locale.ROOT);
            for (Presented each : presented) if (each.isFor(name)) return each.context();
        }
        return presented.getFirst().context();
    }

    /** For those whom we connect to. The first time it reads whom the JDK trusts, which takes a tenth of a second. */
    public SslContext client() {
        return loaded.client.get();
    }

    /**
     * Reads the files again if one of them has changed. What can't be used is told, and what was read before stays in
     * force. Blocks for as long as that takes.
     */
    public void refresh() {
        List<Stamp> now = stamps(settings);
        if (now.equals(seen)) return;
        seen = now;
        try {
            loaded = read(settings);
            LOG.info("TLS: the certificates have been read again; connections made from now on use them");
        } catch (TlsFailure e) {
            LOG.warn("TLS goes on with the certificates of before: {}", e.getMessage());
        }
    }

    private static Loaded read(TlsSettings settings) throws TlsFailure {
        List<X509Certificate> trusted = new ArrayList<>();
        for (Path file : settings.trusted()) trusted.addAll(TlsFiles.certificates(file));
        X509Certificate[] authorities = trusted.toArray(X509Certificate[]::new);
        List<Proof> proofs = new ArrayList<>();
        for (Identity identity : settings.identities()) proofs.add(TlsFiles.proof(identity));
        List<Presented> presented = new ArrayList<>();
        for (Proof proof : proofs) presented.add(presented(settings, proof, authorities));
        return new Loaded(List.copyOf(presented), client(settings, proofs, authorities));
    }

    private static Presented presented(TlsSettings settings, Proof proof, X509Certificate[] authorities)
            throws TlsFailure {
        warn(proof);
        SslContextBuilder builder = SslContextBuilder.forServer(proof.key(), proof.certificates())
                .clientAuth(settings.clients() == Clients.VERIFIED ? ClientAuth.REQUIRE : ClientAuth.NONE);
        if (authorities.length > 0) builder.trustManager(authorities);
        return Presented.of(built(builder, proof.from().certificate()), proof.leaf());
    }

    private static ClientContext client(TlsSettings settings, List<Proof> proofs, X509Certificate[] authorities) {
        SslContextBuilder builder = SslContextBuilder.forClient();
        if (settings.servers() == Servers.ANY)
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE).endpointIdentificationAlgorithm(null);
        else if (authorities.length > 0) builder.trustManager(authorities);
        for (Proof own : proofs.stream().limit(1).toList()) builder.keyManager(own.key(), own.certificates());
        return new ClientContext(usual(builder));
    }

    private static SslContext built(SslContextBuilder builder, Path blamed) throws TlsFailure {
        try {
            return usual(builder).build();
        } catch (SSLException e) {
            throw new TlsFailure(blamed, "can't be used for TLS: " + e.getMessage(), e);
        }
    }

    private static SslContextBuilder usual(SslContextBuilder builder) {
        return builder.sslProvider(SslProvider.JDK)
                .protocols(PROTOCOLS)
                .sessionCacheSize(MOST_SESSIONS)
                .sessionTimeout(SESSION_SECONDS);
    }

    private static void warn(Proof proof) {
        Path file = proof.from().certificate();
        Instant end = proof.leaf().getNotAfter().toInstant().truncatedTo(ChronoUnit.SECONDS);
        Instant now = Instant.now();
        if (end.isBefore(now)) LOG.warn("TLS: {} has ended on {}: phones will refuse it", file, end);
        else if (end.isBefore(now.plus(SOON))) LOG.warn("TLS: {} ends on {}", file, end);
    }

    private static List<Stamp> stamps(TlsSettings settings) {
        List<Path> files = new ArrayList<>(settings.trusted());
        for (Identity identity : settings.identities()) {
            files.add(identity.certificate());
            files.add(identity.key());
        }
        return files.stream().map(TlsContexts::stamp).toList();
    }

    private static Stamp stamp(Path file) {
        try {
            return new Stamp(
                    file, Files.size(file), Files.getLastModifiedTime(file).toMillis());
        } catch (IOException e) {
            return new Stamp(file, -1, -1);
        }
    }
}
