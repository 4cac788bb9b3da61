package org.strowger.sip.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.strowger.sip.tls.TlsSettings.Identity;

/** A client of the JDK's that takes whatever it is shown, and shows who it is if it is anybody. */
public final class TrustingClient {

    private final SSLContext context;

    private TrustingClient(KeyManager[] own) throws GeneralSecurityException {
        context = SSLContext.getInstance("TLS");
        context.init(own, managers(), null);
    }

    /** For other clients of the JDK's that are to take what they are shown. */
    public static TrustManager[] managers() {
        return new TrustManager[] {new Credulous()};
    }

    public static TrustingClient nobody() throws GeneralSecurityException {
        return new TrustingClient(new KeyManager[0]);
    }

    public static TrustingClient as(Identity identity) throws GeneralSecurityException, IOException, TlsFailure {
        try (InputStream bytes = Files.newInputStream(identity.certificate())) {
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(bytes);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "own", PrivateKeys.of(identity.key(), certificate.getPublicKey()), new char[0], new Certificate[] {
                        certificate
                    });
            KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
            managers.init(store, new char[0]);
            return new TrustingClient(managers.getKeyManagers());
        }
    }

    /** Connected, with the handshake to come. */
    public SSLSocket connect(InetSocketAddress to) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(to.getAddress(), to.getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** On a connection that there is already, which it closes with itself. */
    public SSLSocket over(Socket plain) throws IOException {
        return (SSLSocket) context.getSocketFactory()
                .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
    }

    private static final class Credulous extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
