package org.strowger.call.sdp;

import javax.sip.header.Header;
import javax.sip.message.Response;
import org.strowger.sip.message.Sip;

/** The parties speak nothing in common, and nothing that we could transcode: 488 (RFC 3261 §21.4.26). */
public final class NoCommonCodec extends NoMedia {
    private static final long serialVersionUID = 1;

    public NoCommonCodec(String why) {
        super(why);
    }

    @Override
    public int status() {
        return Response.NOT_ACCEPTABLE_HERE;
    }

    @Override
    public int statusWithin() {
        return Response.NOT_ACCEPTABLE_HERE;
    }

    /** Incompatible media format (RFC 3261 §20.43). */
    public Header warning(String host) {
        return warning(host, why());
    }

    public static Header warning(String host, String why) {
        return Sip.header("Warning", "305 " + host + " \"" + why + "\"");
    }
}
