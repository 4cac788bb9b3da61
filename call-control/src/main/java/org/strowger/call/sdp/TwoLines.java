package org.strowger.call.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.strowger.sdp.CryptoAttribute;
import org.strowger.sdp.MediaDescription;
import org.strowger.sdp.SessionDescription;

/**
 * Leaves a peer the choice between encrypted media and media in the clear by a line for each, one beside the other, as
 * was done before RFC 8643. The rest of the switch sees one line for both: that which the peer has taken. Lines stay
 * where they are for as long as the session stands (RFC 3264 §8). Runs on the session's loop.
 */
final class TwoLines {

    /** What stands for one line of ours in the descriptions that go and come. */
    private enum Shape {
        /** It alone. */
        ONE,
        /** Two, of which the peer has taken none so far. */
        OPEN,
        /** Two, of which the first is in use, and encrypted. */
        ENCRYPTED,
        /** Two, of which the second is in use, and in the clear. */
        CLEAR
    }

    private final List<Shape> shapes = new ArrayList<>();
    private List<String> asked = List.of();

    /**
     * A description of ours as it goes to the peer. A line that is encrypted the first time that it is offered gets
     * another beside it.
     */
    SessionDescription going(SessionDescription ours) {
        List<MediaDescription> lines = new ArrayList<>();
        for (int i = 0; i < ours.media().size(); i++) {
            MediaDescription medium = ours.media().get(i);
            if (i == shapes.size())
                shapes.add(RelayedSdp.isRelayable(medium) && isEncrypted(medium) ? Shape.OPEN : Shape.ONE);
            switch (shapes.get(i)) {
                case ONE -> lines.add(medium);
                case OPEN -> lines.addAll(List.of(medium, inTheClear(medium)));
                case ENCRYPTED ->
                    lines.addAll(List.of(medium, inTheClear(medium).withPort(0)));
                case CLEAR -> lines.addAll(List.of(encrypted(medium).withPort(0), medium));
            }
        }
        return ours.withMedia(lines);
    }

    /**
     * An answer of ours as it goes to the peer: a line that is refused keeps the profile that the peer has offered it
     * in (RFC 3264 §6).
     */
    SessionDescription answering(SessionDescription ours) {
        SessionDescription going = going(ours);
        List<MediaDescription> lines = new ArrayList<>(going.media());
        for (int i = 0; i < Math.min(lines.size(), asked.size()); i++)
            if (!lines.get(i).isActive()) lines.set(i, lines.get(i).withProtocol(asked.get(i)));
        return going.withMedia(lines);
    }

    /** A description of the peer's as the switch is to see it. */
    SessionDescription coming(SessionDescription theirs) {
        List<MediaDescription> lines = theirs.media();
        asked = lines.stream().map(MediaDescription::protocol).toList();
        List<MediaDescription> media = new ArrayList<>();
        int next = 0;
        for (int i = 0; next < lines.size(); i++) {
            if (i == shapes.size()) shapes.add(Shape.ONE);
            MediaDescription first = lines.get(next++);
            boolean isAlone = shapes.get(i) == Shape.ONE || next == lines.size();
            media.add(isAlone ? first : taken(i, first, lines.get(next++)));
        }
        return theirs.withMedia(media);
    }

    private MediaDescription taken(int index, MediaDescription first, MediaDescription second) {
        boolean isClear = second.isActive() && (!first.isActive() || shapes.get(index) == Shape.CLEAR);
        if (isClear) shapes.set(index, Shape.CLEAR);
        else if (first.isActive()) shapes.set(index, Shape.ENCRYPTED);
        return isClear ? second : first;
    }

    private static boolean isEncrypted(MediaDescription medium) {
        return protocol(medium).startsWith("RTP/SAVP");
    }

    private static MediaDescription inTheClear(MediaDescription medium) {
        return medium.without(CryptoAttribute.NAME)
                .withProtocol(protocol(medium).replace("SAVP", "AVP"));
    }

    private static MediaDescription encrypted(MediaDescription medium) {
        return medium.withProtocol(protocol(medium).replace("/AVP", "/SAVP"));
    }

    private static String protocol(MediaDescription medium) {
        return medium.protocol().toUpperCase(Locale.ROOT);
    }
}
