package org.strowger.call.sdp;

import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipResponse;

/** The parties speak nothing in common, and nothing that we could transcode: 488 (RFC 3261 §21.4.26). */
public final class NoCommonCodec extends NoMedia {
    private static final long serialVersionUID = 1;

    public NoCommonCodec(String why) {
        super(why);
    }

    @Override
    public int status() {
        return SipResponse.NOT_ACCEPTABLE_HERE;
    }

    @Override
    public int statusWithin() {
        return SipResponse.NOT_ACCEPTABLE_HERE;
    }

    /** Incompatible media format (RFC 3261 §20.43). */
    public SipHeader warning(String host) {
        return warning(host, why());
    }

    public static SipHeader warning(String host, String why) {
        return SipHeader.of("Warning", "305 " + host + " \"" + why + "\"");
    }
}
