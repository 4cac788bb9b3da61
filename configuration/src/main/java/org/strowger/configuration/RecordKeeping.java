package org.strowger.configuration;

import java.util.Optional;
import org.strowger.cdr.RecordSettings;

/**
 * Where charging records are kept.
 *
 * @param database the one that has them as rows, too
 * @param at where it is written
 */
public record RecordKeeping(RecordSettings journal, Optional<String> database, Configuration.Place at) {}
