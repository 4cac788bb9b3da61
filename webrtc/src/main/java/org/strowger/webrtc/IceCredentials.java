package org.strowger.webrtc;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * What one side's checks are known by (RFC 8445 §5.3), as {@code a=ice-ufrag} and {@code a=ice-pwd} say it (RFC 8839
 * §5.4).
 *
 * @param ufrag 4 to 256 characters
 * @param password 22 to 256 characters; never printed
 */
public record IceCredentials(String ufrag, String password) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final Pattern UFRAG = Pattern.compile("[A-Za-z0-9+/]{4,256}");
    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9+/]{22,256}");

    /** @throws IllegalArgumentException if the characters are not those of RFC 8839 §5.4, or too few or many */
    public IceCredentials {
        if (!areValid(ufrag, password)) throw new IllegalArgumentException("no credentials of ICE: " + ufrag);
    }

    /** Whether these could be credentials. */
    public static boolean areValid(String ufrag, String password) {
        return UFRAG.matcher(ufrag).matches() && PASSWORD.matcher(password).matches();
    }

    /** Fresh ones: 48 bits of a name, 144 of a password. */
    public static IceCredentials random() {
        return new IceCredentials(characters(8), characters(24));
    }

    private static String characters(int count) {
        StringBuilder drawn = new StringBuilder(count);
        for (int i = 0; i < count; i++) drawn.append(CHARACTERS.charAt(RANDOM.nextInt(CHARACTERS.length())));
        return drawn.toString();
    }

    @Override
    public String toString() {
        return "credentials of " + ufrag;
    }
}
