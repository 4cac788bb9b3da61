package org.strowger.voicemail.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A real server for mail, with a certificate of its own for 127.0.0.1, made by the JDK's keytool. */
final class MailServer implements AutoCloseable {

    private static final String SECRET = "changeit";

    private final Path certificate;
    private final int port;
    private final MailSettings.Security security;
    private final Optional<StartTlsFront> front;
    private GreenMail server;

    MailServer(Path directory, MailSettings.Security security) throws Exception {
        this.certificate = directory.resolve("mail.pem");
        this.security = security;
        this.port = freePort();
        if (!Files.exists(certificate)) makeCertificate(directory);
        this.server = started();
        this.front = security == MailSettings.Security.STARTTLS
                ? Optional.of(new StartTlsFront(directory.resolve("mail.p12"), SECRET, port))
                : Optional.empty();
    }

    private void makeCertificate(Path directory) throws Exception {
        Path store = directory.resolve("mail.p12");
        keytool(
                "-genkeypair",
                "-alias",
                "mail",
                "-keyalg",
                "EC",
                "-dname",
                "CN=mail",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                SECRET);
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "mail",
                "-keystore",
                store.toString(),
                "-storepass",
                SECRET,
                "-file",
                certificate.toString());
        System.setProperty("greenmail.tls.keystore.file", store.toString());
        System.setProperty("greenmail.tls.keystore.password", SECRET);
    }

    private static void keytool(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words));
        Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (run.waitFor() != 0) throw new IOException(said);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private GreenMail started() {
        String protocol =
                security == MailSettings.Security.TLS ? ServerSetup.PROTOCOL_SMTPS : ServerSetup.PROTOCOL_SMTP;
        GreenMail mail = new GreenMail(new ServerSetup(port, "127.0.0.1", protocol));
        mail.start();
        return mail;
    }

    void stops() {
        server.stop();
    }

    void startsAgain() {
        server = started();
    }

    void knows(String user, String password) {
        server.setUser(user, user, password);
        server.getUserManager().setAuthRequired(true);
    }

    MailSettings.Server settings(MailSettings.Login... login) {
        return settings(Optional.of(certificate), login);
    }

    MailSettings.Server settings(Optional<Path> trusted, MailSettings.Login... login) {
        return new MailSettings.Server(
                "127.0.0.1",
                front.map(StartTlsFront::port).orElse(port),
                security,
                trusted,
                List.of(login).stream().findFirst(),
                "switch@office.example",
                new MailSettings.Letter("Message from {from} ({length})", "Für {box}, {time}"));
    }

    /** Those that it has, as soon as there are that many. */
    List<MimeMessage> mails(int count) {
        server.waitForIncomingEmail(10_000, count);
        return List.of(server.getReceivedMessages());
    }

    int inTheClear() {
        return front.map(StartTlsFront::inTheClear).orElse(0);
    }

    @Override
    public void close() throws IOException {
        server.stop();
        if (front.isPresent()) front.get().close();
    }
}
