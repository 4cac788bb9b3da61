package org.strowger.rtp.video;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.strowger.sdp.Codec;

/** What the payload types of a line of video stand for: pictures, or such sent again (RFC 4588). Immutable. */
public final class VideoTypes {

    /** No counterpart, or none that it repairs. */
    public static final int NONE = -1;

    /** Of a line that carries nothing. */
    public static final VideoTypes NOTHING = new VideoTypes(List.of());

    private static final int TYPES = 128;

    /** RFC 4588 §8.6. */
    private static final Pattern REPAIRED = Pattern.compile("(?:^|;)\\s*apt=(\\d{1,3})\\s*(?:;|$)");

    private final @Nullable VideoFormat[] formats = new VideoFormat[TYPES];
    private final String[] parameters = new String[TYPES];
    private final byte[] repaired = new byte[TYPES];
    private final byte[] repairs = new byte[TYPES];

    private VideoTypes(List<Codec> codecs) {
        for (int i = 0; i < TYPES; i++) {
            parameters[i] = "";
            repaired[i] = NONE;
            repairs[i] = NONE;
        }
        for (Codec codec : codecs.reversed()) note(codec);
    }

    /** Of a description. */
    public static VideoTypes of(List<Codec> codecs) {
        return codecs.isEmpty() ? NOTHING : new VideoTypes(codecs);
    }

    private void note(Codec codec) {
        int type = codec.payloadType();
        Optional<VideoFormat> format = VideoFormat.of(codec);
        if (format.isPresent()) {
            formats[type] = format.get();
            parameters[type] = codec.parameters();
        } else if (repaired(codec) != NONE) {
            repaired[type] = (byte) repaired(codec);
            repairs[repaired(codec)] = (byte) type;
        }
    }

    /** The formats of these that are carried, each with what repairs it behind it, those first that we would rather. */
    public static List<Codec> carried(List<Codec> codecs) {
        List<Codec> pictures = new ArrayList<>(codecs.stream()
                .filter(codec -> VideoFormat.of(codec).isPresent())
                .toList());
        pictures.sort(Comparator.comparing(codec -> VideoFormat.of(codec).orElseThrow())); // stable
        List<Codec> all = new ArrayList<>();
        for (Codec picture : pictures) {
            all.add(picture);
            codecs.stream()
                    .filter(codec -> repaired(codec) == picture.payloadType())
                    .findFirst()
                    .ifPresent(all::add);
        }
        return all;
    }

    /** The payload type that this one sends again; {@link #NONE} for all but retransmissions. */
    public static int repaired(Codec codec) {
        if (!codec.name().equalsIgnoreCase("rtx")) return NONE;
        Matcher matcher = REPAIRED.matcher(codec.parameters());
        int type = matcher.find() ? Integer.parseInt(matcher.group(1)) : NONE;
        return type < TYPES ? type : NONE;
    }

    /** Whether any pictures are carried. */
    public boolean isAny() {
        for (VideoFormat format : formats) if (format != null) return true;
        return false;
    }

    /** Whether packets of this type are of the line. */
    public boolean has(int type) {
        return formats[type] != null || repaired[type] != NONE;
    }

    /** The format of pictures of this type; null for any other. */
    public @Nullable VideoFormat format(int type) {
        return formats[type];
    }

    /** The type of the pictures that this one sends again; {@link #NONE} if it is no retransmission. */
    public int repaired(int type) {
        return repaired[type];
    }

    /** The type by which pictures of this type are sent again; {@link #NONE} if they aren't. */
    public int repairs(int type) {
        return repairs[type];
    }

    /** What a type of pictures is called by another peer; {@link #NONE} if that one doesn't take them. */
    public int there(int type, VideoTypes other) {
        if (isSame(type, other, type)) return type;
        int alike = NONE;
        for (int i = 0; i < TYPES; i++) {
            if (isSame(type, other, i)) return i;
            if (alike == NONE && formats[type] == other.formats[i]) alike = i;
        }
        return alike;
    }

    private boolean isSame(int type, VideoTypes other, int there) {
        return formats[type] == other.formats[there] && parameters[type].equals(other.parameters[there]);
    }
}
