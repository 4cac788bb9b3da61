package org.strowger.softswitch.log;

/** Names that occur in several places of the log's schema. */
final class LogFields {

    /** The event of what is only a message. */
    static final String PLAIN = "log";

    static final String CALL = "call";
    static final String EVENT = "event";
    static final String MESSAGE = "message";
    static final String FILE = "file";
    static final String LOGGER = "logger";
    static final String ERROR = "error";

    /** Of an event; without gaps, so that lost ones are seen. */
    static final String NUMBER = "number_of_event";

    private LogFields() {}
}
