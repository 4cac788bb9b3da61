package org.strowger.sip.wire;

/** The methods of RFC 3261 and of its extensions. */
public final class Methods {

    private static final String[] KNOWN = {
        "INVITE",
        "ACK",
        "BYE",
        "CANCEL",
        "REGISTER",
        "OPTIONS",
        "PRACK",
        "UPDATE",
        "INFO",
        "SUBSCRIBE",
        "NOTIFY",
        "REFER",
        "MESSAGE",
        "PUBLISH"
    };

    private Methods() {}

    /** The method as one of the constants if we know it, so that none is made for each message. */
    public static String of(byte[] b, int start, int end) {
        for (String known : KNOWN) if (known.length() == end - start && equal(b, start, known)) return known;
        return Ascii.latin(b, start, end);
    }

    /** Whether RFC 3261 or one of its extensions defines the method. */
    public static boolean isStandard(String method) {
        for (String known : KNOWN) if (known.equals(method)) return true;
        return false;
    }

    private static boolean equal(byte[] b, int start, String text) {
        for (int i = 0; i < text.length(); i++) if (b[start + i] != text.charAt(i)) return false;
        return true;
    }
}
