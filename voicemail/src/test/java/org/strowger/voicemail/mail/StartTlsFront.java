package org.strowger.voicemail.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * Does STARTTLS (RFC 3207) before a server that knows no such thing, and counts what it was asked in the clear after
 * its greeting.
 */
final class StartTlsFront implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
    private final SSLSocketFactory tls;
    private final int behind;
    private final AtomicInteger inTheClear = new AtomicInteger();

    StartTlsFront(Path store, String secret, int behind) throws IOException, GeneralSecurityException {
        this.tls = tls(store, secret);
        this.behind = behind;
        Thread.ofVirtual().start(this::serve);
    }

    private static SSLSocketFactory tls(Path store, String secret) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, secret.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, secret.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getSocketFactory();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Commands other than EHLO, STARTTLS and QUIT. */
    int inTheClear() {
        return inTheClear.get();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                greet(client);
            } catch (IOException _) {
                // the client has gone, or the test is over
            }
        }
    }

    private void greet(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        say(client, "220 front");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("STARTTLS")) {
                say(client, "220 go on");
                bridge(client);
                return;
            }
            if (line.startsWith("QUIT")) return;
            if (!line.startsWith("EHLO")) inTheClear.incrementAndGet();
            say(client, "250-front\r\n250 STARTTLS");
        }
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void bridge(Socket client) throws IOException {
        try (Socket secured = tls.createSocket(client, null, true);
                Socket server = new Socket(InetAddress.ofLiteral("127.0.0.1"), behind)) {
            skipLine(server.getInputStream()); // its greeting, in place of which ours has been given
            Thread.ofVirtual().start(() -> copy(server, secured));
            secured.getInputStream().transferTo(server.getOutputStream());
        }
    }

    private static void skipLine(InputStream in) throws IOException {
        int read = in.read();
        while (read >= 0 && read != '\n') read = in.read();
    }

    private static void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException _) {
            // one side has gone
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
