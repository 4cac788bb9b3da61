package org.strowger.sip.message;

import java.util.Locale;
import javax.sip.header.ContentTypeHeader;

/** What a body is said to be (RFC 3261 §20.15). */
public final class ContentType {

    private final ContentTypeHeader header;

    ContentType(ContentTypeHeader header) {
        this.header = header;
    }

    /** Type and subtype in lower case, without parameters: {@code application/sdp}. */
    public String name() {
        return (header.getContentType() + "/" + header.getContentSubType()).toLowerCase(Locale.ROOT);
    }

    /** All of it, as it is written: without its boundary nobody can read a multipart. */
    @Override
    public String toString() {
        String line = header.toString();
        return line.substring(line.indexOf(':') + 1).strip();
    }
}
