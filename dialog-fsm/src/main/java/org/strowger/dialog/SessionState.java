package org.strowger.dialog;

/** Where an INVITE session is. */
public enum SessionState {
    /** INVITE sent or received, nothing but 100. */
    TRYING,
    /** A provisional response with a tag. */
    EARLY,
    /** As caller: CANCEL has been asked for. */
    CANCELLING,
    /** 2xx sent or received, ACK still to come. */
    ANSWERED,
    /** The ACK has been seen or sent. */
    CONFIRMED,
    /** BYE is under way. */
    LEAVING,
    /** Over. */
    ENDED
}
