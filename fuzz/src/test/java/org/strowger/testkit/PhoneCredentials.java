package org.strowger.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Digest of one whose password is its name (RFC 8760's MD5), for messages that are text. */
final class PhoneCredentials {

    private static final Pattern REALM = Pattern.compile("realm=\"([^\"]*)\"");
    private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]*)\"");

    private PhoneCredentials() {}

    static String answer(String challenge, String user, String method, String uri) {
        String realm = found(REALM, challenge);
        String nonce = found(NONCE, challenge);
        String secret = md5(user + ":" + realm + ":" + user);
        String response = md5(secret + ":" + nonce + ":00000001:c:auth:" + md5(method + ":" + uri));
        return "Digest username=\"" + user + "\",realm=\"" + realm + "\",nonce=\"" + nonce + "\",uri=\"" + uri
                + "\",qop=auth,nc=00000001,cnonce=\"c\",algorithm=MD5,response=\"" + response + "\"";
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
