package org.strowger.softswitch.log;

/** Turns a line of the log into text, without the line break. Safe on any thread. */
@FunctionalInterface
interface LogFormat {

    /** One line, whatever the values hold. */
    String text(LogLine line);
}
