package org.strowger.sip.source;

/** Why a request is dropped before it is parsed. */
public enum SourceCause {
    /** Too many wrong credentials came from there. */
    BANNED("is banned for wrong credentials"),
    /** More requests a second than the address has a budget for. */
    BUDGET("sends more than its budget"),
    /** More requests a second than all addresses together that have proved nothing have a budget for. */
    STRANGERS("is one of too many strangers at once"),
    /** A tool that looks for switches to break into. */
    SCANNER("calls itself a scanner"),
    /** For a domain that isn't ours. */
    FOREIGN_DOMAIN("asks for a domain that is not ours");

    private final String description;

    SourceCause(String description) {
        this.description = description;
    }

    /** In words, after the name of the source. */
    public String description() {
        return description;
    }
}
