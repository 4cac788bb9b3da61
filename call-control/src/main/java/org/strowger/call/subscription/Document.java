package org.strowger.call.subscription;

import java.nio.charset.StandardCharsets;

/** A state as it is told, encoded once for all who are. */
@FunctionalInterface
interface Document {

    /** The octets of the NOTIFY that is this one of its subscription, counted from 0. */
    byte[] version(long number);

    /** One whose version stands in its midst, which is what differs from one subscription to the next. */
    static Document versioned(String head, String tail) {
        byte[] before = head.getBytes(StandardCharsets.UTF_8);
        byte[] after = tail.getBytes(StandardCharsets.UTF_8);
        return number -> {
            byte[] digits = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
            byte[] all = new byte[before.length + digits.length + after.length];
            System.arraycopy(before, 0, all, 0, before.length);
            System.arraycopy(digits, 0, all, before.length, digits.length);
            System.arraycopy(after, 0, all, before.length + digits.length, after.length);
            return all;
        };
    }

    /** One that is the same each time. */
    static Document plain(byte[] octets) {
        return _ -> octets;
    }
}
