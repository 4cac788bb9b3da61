package org.strowger.directory;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.strowger.sip.message.SipUri;
import org.strowger.sip.message.Uri;

/** Who is meant by a URI: the name or the number in it, as accounts and dialplans write it. */
public final class UserPart {

    /** RFC 3966 §3. */
    private static final String SEPARATORS = "-.()";

    private static final String OF_NUMBERS = "+*#";

    /**
     * What would end the user part of a URI, a header or a word of either, once it is written there as it is (RFC 3261
     * §25.1).
     */
    private static final String DELIMITERS = "@:;?<>\"\\ %";

    private UserPart() {}

    /**
     * The user part of a SIP URI, unescaped (RFC 3261 §19.1.4), or the number of a tel: URI; empty if there is none.
     * User parameters are no part of it (§19.1.1), nor are the visual separators of what is said to be a telephone
     * number: by the scheme, by {@code user=phone} or by a plus (RFC 3966 §5.1.1).
     */
    public static String of(Uri uri) {
        if (uri instanceof SipUri sip) {
            String user = unescaped(withoutParameters(sip.user()));
            boolean telephone = sip.isOfTelephone() || user.startsWith("+");
            return telephone ? withoutSeparators(user) : user;
        }
        String text = uri.toString();
        return text.regionMatches(true, 0, "tel:", 0, 4)
                ? withoutSeparators(unescaped(withoutParameters(text.substring(4))))
                : "";
    }

    /**
     * As {@link #of} where only the text between scheme and {@code @} is known: taken for a telephone number if it
     * looks like one.
     */
    public static String ofText(String user) {
        return withoutSeparators(unescaped(withoutParameters(user)));
    }

    private static String withoutParameters(String user) {
        int end = user.indexOf(';');
        return end < 0 ? user : user.substring(0, end);
    }

    /** What holds anything but digits and separators is a name, and stays. */
    private static String withoutSeparators(String user) {
        StringBuilder number = new StringBuilder(user.length());
        for (int i = 0; i < user.length(); i++) {
            char c = user.charAt(i);
            if ((c >= '0' && c <= '9') || OF_NUMBERS.indexOf(c) >= 0) number.append(c);
            else if (SEPARATORS.indexOf(c) < 0) return user;
        }
        return number.toString();
    }

    public static String unescaped(String text) {
        if (text.indexOf('%') < 0) return text;
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    /**
     * Whether a dialplan that writes it into a URI as it is, {@code "sip:${number}@gateway"}, still says itself where
     * the call goes.
     */
    public static boolean isDialable(String number) {
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (Character.isISOControl(c) || DELIMITERS.indexOf(c) >= 0) return false;
        }
        return true;
    }
}
