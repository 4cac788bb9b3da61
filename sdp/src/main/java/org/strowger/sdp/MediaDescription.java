package org.strowger.sdp;

import java.util.List;
import java.util.Optional;

/**
 * One {@code m=} section. Immutable; the {@code with…} methods return changed copies and leave order and all else as it was.
 *
 * @param type {@code audio}, {@code video}, …
 * @param port 0 for a refused or removed medium
 * @param portCount 1 where none is written
 * @param protocol {@code RTP/AVP}, …
 * @param formats payload types (for RTP) in order of preference
 * @param connection its own {@code c=} line
 * @param otherLines {@code i= b= k=} lines, in order
 * @param attributes in order
 */
public record MediaDescription(
        String type,
        int port,
        int portCount,
        String protocol,
        List<String> formats,
        Optional<ConnectionData> connection,
        List<SdpLine> otherLines,
        List<Attribute> attributes) {

    /** Copies. */
    public MediaDescription {
        formats = List.copyOf(formats);
        otherLines = List.copyOf(otherLines);
        attributes = List.copyOf(attributes);
    }

    /** The formats as codecs, in order; static payload types of RFC 3551 need no rtpmap. Empty where the protocol isn't RTP. */
    public List<Codec> codecs() {
        throw new UnsupportedOperationException();
    }

    /** Its own direction attribute, if it has one. */
    public Optional<Direction> direction() {
        throw new UnsupportedOperationException();
    }

    /** The value of the first attribute of this name. */
    public Optional<String> attribute(String name) {
        throw new UnsupportedOperationException();
    }

    /** Whether the medium is in use: its port is not 0. */
    public boolean isActive() {
        return port != 0;
    }

    /** With another port. */
    public MediaDescription withPort(int newPort) {
        throw new UnsupportedOperationException();
    }

    /** With its own {@code c=} line. */
    public MediaDescription withConnection(Optional<ConnectionData> newConnection) {
        throw new UnsupportedOperationException();
    }

    /** With this direction in place of its own, or added. */
    public MediaDescription withDirection(Direction direction) {
        throw new UnsupportedOperationException();
    }

    /** With these formats only, in this order; rtpmap, fmtp and rtcp-fb lines of the others are gone. */
    public MediaDescription withCodecs(List<Codec> codecs) {
        throw new UnsupportedOperationException();
    }

    /** Without all attributes of these names. */
    public MediaDescription without(String... attributeNames) {
        throw new UnsupportedOperationException();
    }

    /** With an attribute at the end. */
    public MediaDescription with(Attribute attribute) {
        throw new UnsupportedOperationException();
    }
}
