package org.strowger.sdp;

/** A line that is not modelled and passes through as it is: its type letter and its value. */
public record SdpLine(char type, String value) {}
