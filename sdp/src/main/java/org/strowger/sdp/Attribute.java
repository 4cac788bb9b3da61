package org.strowger.sdp;

/** An {@code a=} line; the value is empty for a flag. */
public record Attribute(String name, String value) {

    /** As it is written, without {@code a=}. */
    @Override
    public String toString() {
        return value.isEmpty() ? name : name + ":" + value;
    }
}
