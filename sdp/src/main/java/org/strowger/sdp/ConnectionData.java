package org.strowger.sdp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A {@code c=} line (RFC 8866 §5.7): {@code IP4} or {@code IP6}, and an address as written. */
public record ConnectionData(String addressType, String address) {

    /** Refuses line breaks. */
    public ConnectionData {
        Lines.requireOneLine(addressType);
        Lines.requireOneLine(address);
    }

    /**
     * Whether nothing can be sent there: {@code 0.0.0.0} (RFC 3264 §8.4), {@code ::} or a name under {@code .invalid}
     * (RFC 6157 §4.1).
     */
    public boolean isUnspecified() {
        return address.equals("0.0.0.0")
                || address.equals("::")
                || address.toLowerCase(Locale.ROOT).endsWith(".invalid");
    }

    static Optional<ConnectionData> parse(String text) {
        List<String> fields = Lines.words(text);
        if (fields.size() < 3 || !fields.get(0).equalsIgnoreCase("IN")) return Optional.empty();
        String type = fields.get(1).toUpperCase(Locale.ROOT);
        if (!type.equals("IP4") && !type.equals("IP6")) return Optional.empty();
        return Optional.of(new ConnectionData(type, fields.get(2)));
    }

    @Override
    public String toString() {
        return "IN " + addressType + " " + address;
    }
}
