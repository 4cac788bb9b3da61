package org.strowger.configuration;

import org.strowger.statemachine.Secret;
import org.strowger.voicemail.mail.MailSettings;

/** The keys of e-mail. */
final class MailSchema {

    static final Key<String> HOST =
            Key.of("host", Kinds.HOST_NAME, "(must be written)", "The server that takes mail for everybody, by SMTP.");
    static final Key<MailSettings.Security> SECURITY = Key.of(
            "security",
            Kinds.choice("a way to secure mail", MailSettings.Security.class),
            "starttls",
            "`starttls`: TLS once the server has greeted, and no mail if it doesn't offer that; `tls`: from the"
                    + " beginning; `none`: in the clear, for a server on this machine.");
    static final Key<Integer> PORT =
            Key.of("port", Kinds.PORT, "(587; 465 with `tls`, 25 with `none`)", "Where it listens.");
    static final Key<String> CERTIFICATES = Key.of(
            "certificates",
            Kinds.TEXT,
            "(those that the JDK trusts)",
            "A PEM file of the certificates that the server's must lead to. It must name the host in any case.");
    static final Key<String> USER =
            Key.of("user", Kinds.TEXT, "(none)", "Who logs in, where the server asks for that.");
    static final Key<Secret> PASSWORD = Key.of("password", Kinds.PASSWORD, "(none)", "And how it proves that.");
    static final Key<String> FROM = Key.of(
            "from",
            Kinds.EMAIL,
            "(must be written)",
            "The sender's address; what can't be delivered comes back to it.");
    static final Key<String> SUBJECT = Key.of(
            "subject",
            Kinds.TEXT,
            "Voice message from {from} ({length})",
            "May hold `{box}`, `{from}` (the caller's number), `{time}` and `{length}`, as may the text.");
    static final Key<String> TEXT = Key.of(
            "text",
            Kinds.TEXT,
            "{from} left a message for {box} at {time}. It is {length} long.",
            "What stands above the message, which is attached as a WAV file.");
    static final Section SECTION = new Section(
            "mail",
            "Messages of mailboxes go by e-mail to accounts with an `email`, besides standing in the mailbox. A server"
                    + " that is down or refuses for now is tried again after a minute, later each hour, for three days:"
                    + " what waits is in the mailbox's `outbox`, and survives a restart. Events: `message_mailed`,"
                    + " `mail_delayed`, `mail_refused`.",
            """
            mail: {host: smtp.office.example, user: strowger, password: correct-horse, from: voicemail@office.example}
            accounts:
              1001: {password: correct-horse, email: ada@office.example}
            """,
            HOST,
            SECURITY,
            PORT,
            CERTIFICATES,
            USER,
            PASSWORD,
            FROM,
            SUBJECT,
            TEXT);

    private MailSchema() {}
}
