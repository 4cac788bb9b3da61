package org.strowger.call;

import org.strowger.statemachine.RecordText;

/** Why a call is over. The first cause is the one that counts. */
public sealed interface EndCause {

    /** The program came to its end, or hung up. */
    record Completed() implements EndCause {
        @Override
        public String toString() {
            return RecordText.of(this);
        }
    }

    /** The program refused or redirected the call. */
    record Refused(int status) implements EndCause {
        @Override
        public String toString() {
            return RecordText.of(this);
        }
    }

    /** The caller hung up. */
    record CallerHungUp() implements EndCause {
        @Override
        public String toString() {
            return RecordText.of(this);
        }
    }

    /** The caller gave up before the answer. */
    record CallerCancelled() implements EndCause {
        @Override
        public String toString() {
            return RecordText.of(this);
        }
    }

    /** The caller can't be heard of any more: no ACK, no answer to a request within the dialog, connection lost. */
    record CallerLost(String why) implements EndCause {
        @Override
        public String toString() {
            return RecordText.of(this);
        }
    }

    /** The caller's phone was to refresh its session and has not (RFC 4028 §10): it is gone, or has forgotten to. */
    record SessionExpired() implements EndCause {
        @Override
        public String toString() {
            return RecordText.of(this);
        }
    }

    /**
     * The caller was connected with somebody else, and that conversation is over; or the caller's phone took the call
     * elsewhere.
     */
    record Transferred() implements EndCause {
        @Override
        public String toString() {
            return RecordText.of(this);
        }
    }

    /** No media came for the configured time. */
    record MediaTimeout() implements EndCause {
        @Override
        public String toString() {
            return RecordText.of(this);
        }
    }

    /** The program threw. */
    record ProgramFailed(String why) implements EndCause {
        @Override
        public String toString() {
            return RecordText.of(this);
        }
    }

    /** The program ran or blocked outside a verb for too long. */
    record ProgramStalled() implements EndCause {
        @Override
        public String toString() {
            return RecordText.of(this);
        }
    }

    /** The caller did not prove who it is. */
    record NotAuthenticated() implements EndCause {
        @Override
        public String toString() {
            return RecordText.of(this);
        }
    }

    /** The bridge reached its limit, or the switch is being stopped. */
    record CutOff(String why) implements EndCause {
        @Override
        public String toString() {
            return RecordText.of(this);
        }
    }

    /** As events say it: a promise to whoever reads the log, whatever the class is called. */
    default String wire() {
        return switch (this) {
            case Completed _ -> "Completed";
            case Refused _ -> "Refused";
            case CallerHungUp _ -> "CallerHungUp";
            case CallerCancelled _ -> "CallerCancelled";
            case CallerLost _ -> "CallerLost";
            case SessionExpired _ -> "SessionExpired";
            case Transferred _ -> "Transferred";
            case MediaTimeout _ -> "MediaTimeout";
            case ProgramFailed _ -> "ProgramFailed";
            case ProgramStalled _ -> "ProgramStalled";
            case NotAuthenticated _ -> "NotAuthenticated";
            case CutOff _ -> "CutOff";
        };
    }
}
