package org.strowger.dialog;

/**
 * A further part of an INVITE's body, beside the session description (RFC 5621).
 *
 * @param contentType such as {@code application/pidf+xml}
 * @param contentId by which a header may name it, without brackets (RFC 2392)
 * @param content text, sent as UTF-8
 */
public record BodyPart(String contentType, String contentId, String content) {}
