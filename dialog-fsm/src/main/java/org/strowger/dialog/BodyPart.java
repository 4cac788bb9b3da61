package org.strowger.dialog;

/**
 * A further part of an INVITE's body, beside the session description (RFC 5621).
 *
 * @param contentType such as {@code application/pidf+xml}
 * @param contentId by which a header may name it, without brackets (RFC 2392)
 */
public record BodyPart(String contentType, String contentId, byte[] content) {
    /** Copies. */
    public BodyPart {
        content = content.clone();
    }

    @Override
    public byte[] content() {
        return content.clone();
    }
}
