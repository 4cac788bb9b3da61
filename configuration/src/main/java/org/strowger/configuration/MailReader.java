package org.strowger.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.strowger.statemachine.Secret;
import org.strowger.voicemail.mail.MailSettings;

/** Reads how e-mail is sent. */
final class MailReader {

    private final KeyReader keys;
    private final Problems problems;
    private final Function<String, Path> resolve;

    /** File names are made paths by the function. */
    MailReader(KeyReader top, Problems problems, Function<String, Path> resolve) {
        this.keys = top.section(MailSchema.SECTION);
        this.problems = problems;
        this.resolve = resolve;
    }

    /** With the addresses of accounts. */
    MailSettings read(Map<String, String> addresses) {
        Optional<String> host = keys.maybe(MailSchema.HOST);
        if (host.isEmpty()) addresses.keySet().stream().sorted().findFirst().ifPresent(this::needsServer);
        return new MailSettings(host.map(this::server), addresses);
    }

    private void needsServer(String account) {
        problems.add(
                0,
                "accounts." + account + ".email",
                "nobody takes mail: name the server with mail.host and the sender with mail.from, or leave 'email'"
                        + " out");
    }

    private MailSettings.Server server(String host) {
        if (!keys.has(MailSchema.FROM)) problems.add(keys.place(), "needs a 'from', the sender's address");
        Optional<Path> certificates = keys.maybe(MailSchema.CERTIFICATES).map(resolve);
        certificates
                .filter(file -> !Files.exists(file))
                .ifPresent(missing -> problems.add(
                        keys.place(MailSchema.CERTIFICATES),
                        missing + ": there is no such file; write it, or name another"));
        MailSettings.Security security = keys.one(MailSchema.SECURITY);
        return new MailSettings.Server(
                host,
                keys.maybe(MailSchema.PORT).orElse(security.usualPort()),
                security,
                certificates,
                login(security),
                keys.maybe(MailSchema.FROM).orElse(""),
                new MailSettings.Letter(keys.one(MailSchema.SUBJECT), keys.one(MailSchema.TEXT)));
    }

    private Optional<MailSettings.Login> login(MailSettings.Security security) {
        Optional<String> user = keys.maybe(MailSchema.USER);
        Optional<Secret> password = keys.maybe(MailSchema.PASSWORD);
        if (keys.has(MailSchema.USER) != keys.has(MailSchema.PASSWORD))
            problems.add(keys.place(), "needs both a 'user' and a 'password', or neither");
        if (keys.has(MailSchema.PASSWORD) && security == MailSettings.Security.NONE)
            problems.add(
                    keys.place(MailSchema.PASSWORD), "would be sent in the clear; write 'security: starttls' or 'tls'");
        return user.flatMap(name -> password.map(secret -> new MailSettings.Login(name, secret)));
    }
}
