package org.strowger.voicemail.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** Gives mail to a server by SMTP (RFC 5321), secured as the configuration says. */
public final class SmtpPost implements Post {

    private static final String PATIENCE_MILLIS = "30000";
    private static final int PERMANENT = 500;

    private final MailSettings.Server server;

    public SmtpPost(MailSettings.Server server) {
        this.server = server;
    }

    @Override
    public String server() {
        return server.toString();
    }

    @Override
    public MailSettings.Letter letter() {
        return server.letter();
    }

    @Override
    public Round open() throws OutOfOrder {
        try {
            Session session = Session.getInstance(properties());
            Transport transport = session.getTransport("smtp");
            Optional<MailSettings.Login> login = server.login();
            transport.connect(
                    server.host(),
                    server.port(),
                    login.map(MailSettings.Login::user).orElse(null),
                    login.map(known -> known.password().reveal()).orElse(null));
            return new SmtpRound(session, transport);
        } catch (AuthenticationFailedException e) {
            throw new OutOfOrder("mail.user and mail.password are refused: " + shown(e), e);
        } catch (MessagingException | IOException | GeneralSecurityException e) {
            throw new OutOfOrder(shown(e), e);
        }
    }

    private Properties properties() throws IOException, GeneralSecurityException {
        Properties properties = new Properties();
        properties.put("mail.from", server.from());
        properties.put("mail.smtp.from", server.from());
        properties.put("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
        properties.put("mail.smtp.timeout", PATIENCE_MILLIS);
        properties.put("mail.smtp.writetimeout", PATIENCE_MILLIS);
        properties.put("mail.smtp.auth", String.valueOf(server.login().isPresent()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        switch (server.security()) {
            case STARTTLS -> properties.put("mail.smtp.starttls.required", "true");
            case TLS -> properties.put("mail.smtp.ssl.enable", "true");
            case NONE -> {}
        }
        if (server.trusted().isPresent()) {
            properties.put(
                    "mail.smtp.ssl.socketFactory", trusting(server.trusted().get()));
            properties.put("mail.smtp.ssl.socketFactory.fallback", "false");
        }
        return properties;
    }

    private static SSLSocketFactory trusting(Path certificates) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(certificates)) {
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem))
                trusted.setCertificateEntry("certificate-" + trusted.size(), one);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, managers.getTrustManagers(), null);
        return tls.getSocketFactory();
    }

    /** What is wrong, without the password, should the server repeat it. */
    private String shown(Throwable thrown) {
        return server.login()
                .map(known -> known.password().hideIn(told(thrown)))
                .orElseGet(() -> told(thrown));
    }

    /** The innermost cause says what is wrong. */
    private static String told(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) cause = cause.getCause();
        return String.valueOf(cause.getMessage() == null ? cause : cause.getMessage())
                .strip();
    }

    private final class SmtpRound implements Round {

        private final Session session;
        private final Transport transport;

        SmtpRound(Session session, Transport transport) {
            this.session = session;
            this.transport = transport;
        }

        @Override
        public Outcome send(Letter letter) {
            try {
                MimeMessage mail = mail(letter);
                transport.sendMessage(mail, new Address[] {new InternetAddress(letter.to())});
                return new Outcome.Sent();
            } catch (MessagingException e) {
                return status(e) >= PERMANENT ? new Outcome.Refused(shown(e)) : new Outcome.Later(shown(e));
            } catch (IOException e) {
                return new Outcome.Later(shown(e));
            }
        }

        private MimeMessage mail(Letter letter) throws MessagingException, IOException {
            MimeMessage mail = new MimeMessage(session);
            mail.setFrom(new InternetAddress(server.from()));
            mail.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(letter.to()));
            mail.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
            mail.setSentDate(Date.from(letter.at()));
            mail.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no answering machine answers
            MimeBodyPart text = new MimeBodyPart();
            text.setText(letter.text(), StandardCharsets.UTF_8.name());
            MimeBodyPart sound = new MimeBodyPart();
            sound.attachFile(letter.enclosed().toFile(), "audio/wav", "base64");
            sound.setFileName(letter.enclosedAs());
            mail.setContent(new MimeMultipart(text, sound));
            mail.saveChanges();
            return mail;
        }

        /**
         * The reply's status, 0 where there was none: a reply to RCPT TO says more than the failure that it stands in.
         */
        private static int status(MessagingException failure) {
            int status = 0;
            for (Exception at = failure; at instanceof MessagingException one; at = one.getNextException()) {
                switch (one) {
                    case SMTPAddressFailedException address -> status = address.getReturnCode();
                    case SMTPSenderFailedException sender -> status = sender.getReturnCode();
                    case SMTPSendFailedException send -> status = send.getReturnCode();
                    default -> {}
                }
            }
            return status;
        }

        @Override
        public void close() {
            try {
                transport.close();
            } catch (MessagingException _) {
                // the server has gone: what it took, it has said
            }
        }
    }
}
