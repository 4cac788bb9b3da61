package org.strowger.webrtc;

/** What a peer does in a handshake that ends it, with the alert that it is told (RFC 5246 §7.2.2). */
final class DtlsFault extends Exception {

    static final int UNEXPECTED_MESSAGE = 10;
    static final int HANDSHAKE_FAILURE = 40;
    static final int BAD_CERTIFICATE = 42;
    static final int ILLEGAL_PARAMETER = 47;
    static final int DECODE_ERROR = 50;
    static final int DECRYPT_ERROR = 51;
    static final int PROTOCOL_VERSION = 70;
    static final int INTERNAL_ERROR = 80;

    private static final long serialVersionUID = 1;

    private final int alert;

    DtlsFault(int alert, String why) {
        super(why, null, false, false);
        this.alert = alert;
    }

    int alert() {
        return alert;
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
