package org.strowger.media;

/** What a line of a description carries, as far as that makes a difference to packets. */
public enum Medium {
    AUDIO,
    /** Pictures, slides or text: passed on and never listened to, in more packets than audio. */
    OTHER
}
