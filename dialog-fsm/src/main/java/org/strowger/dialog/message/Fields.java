package org.strowger.dialog.message;

import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Message;
import org.jspecify.annotations.Nullable;

/** The fields that every message has and by which its dialog is found. */
public final class Fields {

    private Fields() {}

    public static String callId(Message message) {
        return ((CallIdHeader) message.getHeader(CallIdHeader.NAME)).getCallId();
    }

    public static long cseq(Message message) {
        return ((CSeqHeader) message.getHeader(CSeqHeader.NAME)).getSeqNumber();
    }

    /** Empty if there is none. */
    public static String fromTag(Message message) {
        return orEmpty(((FromHeader) message.getHeader(FromHeader.NAME)).getTag());
    }

    /** Empty if there is none. */
    public static String toTag(Message message) {
        return orEmpty(((ToHeader) message.getHeader(ToHeader.NAME)).getTag());
    }

    private static String orEmpty(@Nullable String tag) {
        return tag == null ? "" : tag;
    }
}
