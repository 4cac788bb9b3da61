package org.strowger.configuration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.strowger.directory.Account;
import org.strowger.sip.digest.DigestServer.Verifier;
import org.strowger.statemachine.Secret;

/** The passwords that everybody knows because they stand in the examples and the documentation. */
public final class ExamplePasswords {

    private static final Set<String> ALL =
            Set.of("office-1001", "office-1002", "office-1003", "correct-horse", "secret", "password");

    private ExamplePasswords() {}

    /** Whether an account's password, in whatever form, is one of them. */
    public static boolean isOne(Account account, String realm) {
        return switch (account.verifier()) {
            case Verifier.Password(Secret password) -> ALL.contains(password.reveal());
            case Verifier.Ha1(Secret md5, Secret sha256) ->
                ALL.stream()
                        .map(password -> account.user() + ":" + realm + ":" + password)
                        .anyMatch(text -> List.of(hash("MD5", text), hash("SHA-256", text)).stream()
                                .map(Secret::of)
                                .anyMatch(hash -> hash.equals(md5) || hash.equals(sha256)));
        };
    }

    /** Whether a text is one of them. */
    static boolean contains(String password) {
        return ALL.contains(password);
    }

    private static String hash(String algorithm, String text) {
        try {
            byte[] bytes = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
