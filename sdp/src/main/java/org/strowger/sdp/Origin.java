package org.strowger.sdp;

import java.util.Arrays;
import java.util.Optional;

/** The {@code o=} line (RFC 8866 §5.2). Session id and version are decimal numbers of any length. */
public record Origin(String username, String sessionId, String version, String addressType, String address) {

    /** Refuses line breaks; an empty user name is written {@code -}. */
    public Origin {
        username = username.isEmpty() ? "-" : username;
        for (String field : new String[] {username, sessionId, version, addressType, address})
            Lines.requireOneLine(field);
    }

    /** Some phones write a display name with blanks as user name: it is all that precedes the last five fields. */
    static Optional<Origin> parse(String text) {
        String[] fields = text.strip().split("\\s+", -1);
        int n = fields.length;
        if (n < 5) return Optional.empty();
        String user = String.join("_", Arrays.copyOf(fields, n - 5));
        return Optional.of(new Origin(user, fields[n - 5], fields[n - 4], fields[n - 2], fields[n - 1]));
    }

    @Override
    public String toString() {
        return username + " " + sessionId + " " + version + " IN " + addressType + " " + address;
    }
}
