package org.strowger.sdp;

import java.util.List;
import java.util.Optional;

/**
 * An {@code a=} line (RFC 8866 §5.13); the value is empty for a flag. A line break in either is an {@link
 * IllegalArgumentException}.
 */
public record Attribute(String name, String value) {

    /** Refuses line breaks. */
    public Attribute {
        Lines.requireOneLine(name);
        Lines.requireOneLine(value);
    }

    /** A flag. */
    public Attribute(String name) {
        this(name, "");
    }

    /** The attribute that is written so, without {@code a=}. */
    static Attribute parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? new Attribute(text) : new Attribute(text.substring(0, colon), text.substring(colon + 1));
    }

    /** The value of the first of this name, whatever its case. */
    static Optional<String> first(List<Attribute> among, String name) {
        for (Attribute attribute : among)
            if (attribute.name.equalsIgnoreCase(name)) return Optional.of(attribute.value);
        return Optional.empty();
    }

    /** Its line. */
    void printTo(StringBuilder out) {
        out.append("a=").append(name);
        if (!value.isEmpty()) out.append(':').append(value);
        out.append("\r\n");
    }

    /** As it is written, without {@code a=}. */
    @Override
    public String toString() {
        return value.isEmpty() ? name : name + ":" + value;
    }
}
