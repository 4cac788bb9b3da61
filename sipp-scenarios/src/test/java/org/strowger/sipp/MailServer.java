package org.strowger.sipp;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server that takes mail by TLS at 127.0.0.1, for which it has a certificate of its own. */
final class MailServer implements AutoCloseable {

    private static final String SECRET = "changeit";

    private final Path certificate;
    private final ServerSetup setup = new ServerSetup(Ports.free("127.0.0.1"), "127.0.0.1", ServerSetup.PROTOCOL_SMTPS);
    private final GreenMail server;

    private MailServer(Path directory) throws IOException {
        Path store = directory.resolve("mail.p12");
        this.certificate = directory.resolve("mail.pem");
        keytool("-genkeypair -keyalg EC -dname CN=mail -ext san=ip:127.0.0.1 -storetype PKCS12", store);
        keytool("-exportcert -rfc -file " + certificate, store);
        System.setProperty("greenmail.tls.keystore.file", store.toString());
        System.setProperty("greenmail.tls.keystore.password", SECRET);
        this.server = new GreenMail(setup);
        server.start();
    }

    static MailServer start() {
        try {
            return new MailServer(Files.createTempDirectory("mail"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keytool(String words, Path store) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(words.split(" ")));
        command.addAll(List.of("-alias", "mail", "-keystore", store.toString(), "-storepass", SECRET));
        Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (run.onExit().join().exitValue() != 0) throw new IOException(said);
    }

    /** What a switch needs to know of it. */
    String section() {
        return "mail: {host: 127.0.0.1, port: %d, security: tls, certificates: %s, from: switch@office.example}\n"
                .formatted(setup.getPort(), certificate);
    }

    /** Those that it has, as soon as there are that many. */
    List<MimeMessage> mails(int count) {
        server.waitForIncomingEmail(10_000, count);
        return List.of(server.getReceivedMessages());
    }

    @Override
    public void close() {
        server.stop();
    }
}
