package org.strowger.sdp;

/**
 * A line that is not modelled and passes through as it is: its type letter and its value, which holds no line break.
 */
public record SdpLine(char type, String value) {

    /** Refuses line breaks. */
    public SdpLine {
        Lines.requireOneLine(value);
    }

    @Override
    public String toString() {
        return type + "=" + value;
    }
}
