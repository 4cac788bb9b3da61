package org.strowger.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.header.ContentTypeHeader;
import javax.sip.message.Message;
import org.jspecify.annotations.Nullable;
import org.strowger.sip.wire.HeaderLines;

/**
 * Looks for content of one type in a body: the body itself, or a part of one in several parts, at any depth (RFC 2046
 * §5.1, RFC 5621). Line breaks may be a bare LF, headers of parts may be folded. Of alternatives the last is taken,
 * since they stand in the order of growing preference (RFC 2046 §5.1.4).
 */
public final class BodyParts {

    /** Parts of a body in all; one of more can't be read. */
    public static final int MOST_PARTS = 32;

    /** Bodies of several parts within each other; what is deeper can't be read. */
    public static final int DEEPEST = 4;

    private static final Pattern BOUNDARY =
            Pattern.compile(";\\s*boundary\\s*=\\s*(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))", Pattern.CASE_INSENSITIVE);

    /** What was found. */
    public sealed interface Found {
        /** Content of that type. */
        @SuppressWarnings("ArrayRecordComponent") // Never compared.
        record Content(byte[] bytes) implements Found {}

        /** A body, or none, but nothing of that type. */
        record Nothing() implements Found {}

        /** A body that can't be read. */
        record Malformed(String why) implements Found {}
    }

    private static final Found NOTHING = new Found.Nothing();

    private final String wanted;
    private int parts;
    private @Nullable String defect;

    private BodyParts(String wanted) {
        this.wanted = wanted;
    }

    /**
     * The content of this type in a message's body.
     *
     * @param type in lower case and without parameters, such as {@code application/sdp}
     */
    public static Found find(Message message, String type) {
        byte[] content = message.getRawContent();
        if (content == null || content.length == 0) return NOTHING;
        if (!(message.getHeader(ContentTypeHeader.NAME) instanceof ContentTypeHeader header))
            return new Found.Malformed("a body without Content-Type");
        String value = header.getContentType() + "/" + header.getContentSubType();
        String boundary = header.getParameter("boundary");
        if (boundary != null) value += ";boundary=\"" + boundary.replace("\"", "") + "\"";
        BodyParts search = new BodyParts(type);
        Optional<byte[]> found = search.in(content, value, 0);
        if (search.defect != null) return new Found.Malformed(search.defect);
        return found.<Found>map(Found.Content::new).orElse(NOTHING);
    }

    /**
     * Whether it has parts that may be read one by one. RFC 2046 §5.1.3: an unknown kind is read as mixed; what is
     * signed or encrypted is not, since nobody here checks it.
     */
    static boolean isReadable(String type) {
        return type.startsWith("multipart/") && !type.endsWith("/signed") && !type.endsWith("/encrypted");
    }

    private Optional<byte[]> in(byte[] content, String contentType, int depth) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (type.equals(wanted)) return Optional.of(content);
        if (!isReadable(type)) return Optional.empty();
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) return blame("a multipart body without boundary");
        if (depth == DEEPEST) return blame("multipart bodies too deep within each other");
        String name = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        return among(content, name.getBytes(StandardCharsets.ISO_8859_1), type.equals("multipart/alternative"), depth);
    }

    private Optional<byte[]> among(byte[] content, byte[] boundary, boolean lastCounts, int depth) {
        Delimiters delimiters = new Delimiters(content, boundary);
        Optional<byte[]> found = Optional.empty();
        if (!delimiters.next()) return blame("a multipart body without its parts");
        while (!delimiters.closing) {
            int start = delimiters.after;
            if (!delimiters.next()) return blame("a multipart body that doesn't end");
            if (++parts > MOST_PARTS) return blame("a body of too many parts");
            if (found.isPresent() && !lastCounts) continue;
            Optional<byte[]> here = part(content, start, delimiters.before, depth);
            if (here.isPresent()) found = here;
        }
        return found;
    }

    private Optional<byte[]> part(byte[] content, int start, int end, int depth) {
        byte[] part = Arrays.copyOfRange(content, start, Math.max(start, end));
        HeaderLines lines = new HeaderLines(part, 0);
        String type = "text/plain";
        String encoding = "";
        for (HeaderLines.Step step = lines.next(); step != HeaderLines.Step.BODY; step = lines.next()) {
            if (step == HeaderLines.Step.CUT_OFF) return Optional.empty();
            if (step == HeaderLines.Step.NO_HEADER) continue;
            if (lines.isNamed("content-type") || lines.isNamed("c")) type = lines.value();
            else if (lines.isNamed("content-transfer-encoding"))
                encoding = lines.value().strip();
        }
        byte[] body = Arrays.copyOfRange(part, lines.position(), part.length);
        if (!encoding.equalsIgnoreCase("base64")) return in(body, type, depth + 1);
        String decodedType = type;
        return decoded(body).flatMap(bytes -> in(bytes, decodedType, depth + 1));
    }

    private Optional<byte[]> decoded(byte[] base64) {
        try {
            return Optional.of(Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException _) {
            return blame("a part whose base64 can't be read");
        }
    }

    private Optional<byte[]> blame(String why) {
        defect = why;
        return Optional.empty();
    }

    /** Walks the delimiter lines of one body. */
    private static final class Delimiters {

        private final byte[] content;
        private final byte[] boundary;
        private int at;
        /** One past the content before the delimiter, its line break left out. */
        int before;
        /** Where the part behind the delimiter begins. */
        int after;
        /** Whether it was the last. */
        boolean closing;

        Delimiters(byte[] content, byte[] boundary) {
            this.content = content;
            this.boundary = boundary;
        }

        boolean next() {
            for (int line = at; line < content.length; line = endOfLine(line)) {
                if (!isDelimiter(line)) continue;
                before = withoutBreak(line);
                int end = line + 2 + boundary.length;
                closing = end + 1 < content.length && content[end] == '-' && content[end + 1] == '-';
                after = endOfLine(line);
                at = after;
                return true;
            }
            return false;
        }

        private boolean isDelimiter(int line) {
            int end = line + 2 + boundary.length;
            if (end > content.length || content[line] != '-' || content[line + 1] != '-') return false;
            if (!Arrays.equals(content, line + 2, end, boundary, 0, boundary.length)) return false;
            return end == content.length || content[end] <= ' ' || content[end] == '-';
        }

        private int endOfLine(int from) {
            int i = from;
            while (i < content.length && content[i] != '\n') i++;
            return Math.min(i + 1, content.length);
        }

        private int withoutBreak(int line) {
            int end = line;
            if (end > 0 && content[end - 1] == '\n') end--;
            if (end > 0 && end < line && content[end - 1] == '\r') end--;
            return end;
        }
    }
}
