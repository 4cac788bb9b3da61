package org.strowger.sdp;

import java.util.List;
import java.util.Optional;

/** The {@code o=} line (RFC 8866 §5.2). Session id and version are decimal numbers of any length. */
public record Origin(String username, String sessionId, String version, String addressType, String address) {

    /** Refuses line breaks; an empty user name is written {@code -}. */
    public Origin {
        username = username.isEmpty() ? "-" : username;
        Lines.requireOneLine(username);
        Lines.requireOneLine(sessionId);
        Lines.requireOneLine(version);
        Lines.requireOneLine(addressType);
        Lines.requireOneLine(address);
    }

    /** Some phones write a display name with blanks as user name: it is all that precedes the last five fields. */
    static Optional<Origin> parse(String text) {
        List<String> fields = Lines.words(text);
        int n = fields.size();
        if (n < 5) return Optional.empty();
        String user = n == 6 ? fields.getFirst() : String.join("_", fields.subList(0, n - 5));
        return Optional.of(
                new Origin(user, fields.get(n - 5), fields.get(n - 4), fields.get(n - 2), fields.get(n - 1)));
    }

    @Override
    public String toString() {
        return username + " " + sessionId + " " + version + " IN " + addressType + " " + address;
    }
}
