package org.strowger.softswitch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.strowger.call.Account;
import org.strowger.sip.DigestServer.Secret;

/** The passwords that everybody knows because they stand in the examples and the documentation. */
public final class ExamplePasswords {

    private static final Set<String> ALL =
            Set.of("office-1001", "office-1002", "office-1003", "correct-horse", "secret", "password");

    private ExamplePasswords() {}

    /** Whether an account's password, in whatever form, is one of them. */
    public static boolean isOne(Account account, String realm) {
        return switch (account.secret()) {
            case Secret.Password(String password) -> ALL.contains(password);
            case Secret.Ha1(String md5, String sha256) ->
                ALL.stream()
                        .map(password -> account.user() + ":" + realm + ":" + password)
                        .anyMatch(text -> List.of(hash("MD5", text), hash("SHA-256", text)).stream()
                                .anyMatch(Set.of(md5, sha256)::contains));
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
