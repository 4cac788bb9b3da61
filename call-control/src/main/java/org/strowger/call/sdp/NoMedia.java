package org.strowger.call.sdp;

/** A leg gets no media, and what it was needed for fails with a status. */
public abstract sealed class NoMedia extends Exception permits NoPort, NoCommonCodec {
    private static final long serialVersionUID = 1;

    private final String why;

    NoMedia(String why) {
        super(why, null, false, false);
        this.why = why;
    }

    /** Why, in words for those who run the switch, and for who reads a Warning. */
    public final String why() {
        return why;
    }

    /** Of the final response to an INVITE that would have begun a session. */
    public abstract int status();

    /** Of the response to an offer within a session, which goes on as it was. */
    public abstract int statusWithin();
}
