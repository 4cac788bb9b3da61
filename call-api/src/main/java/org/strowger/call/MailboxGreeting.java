package org.strowger.call;

/** Which greeting of a mailbox a caller hears. */
public enum MailboxGreeting {
    /** The owner doesn't answer. */
    UNAVAILABLE("greeting.wav", "voicemail-greeting.wav"),
    /** The owner is on another call. */
    BUSY("busy.wav", "voicemail-busy.wav");

    private final String own;
    private final String shipped;

    MailboxGreeting(String own, String shipped) {
        this.own = own;
        this.shipped = shipped;
    }

    /** The file of the owner's own, within the mailbox. */
    public String own() {
        return own;
    }

    /** The file that is shipped, for boxes without one of their own. */
    public String shipped() {
        return shipped;
    }
}
