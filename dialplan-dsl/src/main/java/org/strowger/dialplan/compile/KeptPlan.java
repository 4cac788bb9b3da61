package org.strowger.dialplan.compile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.strowger.dialplan.check.Findings;
import org.strowger.dialplan.literal.Facts;
import org.strowger.dialplan.literal.Facts.Fact;
import org.strowger.dialplan.route.Outline;
import org.strowger.dialplan.text.Span;

/**
 * A file that compiled, as it lies on the disk.
 *
 * @param mark of what it was made from
 * @param facts what its checks were told
 * @param script the class that holds the routes
 * @param classes their class files, by name
 */
record KeptPlan(
        Mark mark,
        List<Fact> facts,
        List<Findings.Include> includes,
        List<Findings.Site> sites,
        List<Outline> outlines,
        String script,
        Map<String, byte[]> classes) {

    private static final int FORMAT = 0x53574B01;
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    /**
     * What a file was compiled from.
     *
     * @param build the switch and the JVM, see {@link KeptFiles}
     * @param file its absolute path
     * @param digest of its text
     */
    record Mark(String build, String file, String digest) {

        static Mark read(DataInput in) throws IOException {
            if (in.readInt() != FORMAT) throw new StreamCorruptedException("not of this format");
            return new Mark(text(in), text(in), text(in));
        }

        private void write(DataOutputStream out) throws IOException {
            out.writeInt(FORMAT);
            text(out, build);
            text(out, file);
            text(out, digest);
        }
    }

    /** Writes one thing of a list. */
    @FunctionalInterface
    private interface Writer<T> {
        void write(DataOutputStream out, T one) throws IOException;
    }

    /** Reads it again. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    /** As it is kept, with a checksum behind it. */
    byte[] bytes() throws IOException {
        var all = new ByteArrayOutputStream();
        var out = new DataOutputStream(all);
        write(out);
        out.writeInt(checksum(all.toByteArray(), all.size()));
        return all.toByteArray();
    }

    /** What {@link #bytes} made. */
    static KeptPlan of(byte[] bytes) throws IOException {
        int length = bytes.length - Integer.BYTES;
        if (length < 0 || ByteBuffer.wrap(bytes).getInt(length) != checksum(bytes, length))
            throw new StreamCorruptedException("damaged");
        return read(new DataInputStream(new ByteArrayInputStream(bytes, 0, length)));
    }

    private static int checksum(byte[] bytes, int length) {
        var checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }

    private void write(DataOutputStream out) throws IOException {
        mark.write(out);
        list(out, facts, (to, fact) -> {
            to.writeByte(fact.kind().ordinal());
            text(to, fact.about());
            text(to, fact.answer());
        });
        list(out, includes, (to, include) -> {
            text(to, include.name());
            span(to, include.at());
        });
        list(out, sites, (to, site) -> {
            span(to, site.word());
            span(to, site.subject());
            to.writeInt(site.lastLine());
        });
        list(out, outlines, (to, outline) -> {
            to.writeInt(outline.line());
            to.writeInt(outline.lastLine());
            list(to, outline.steps(), KeptPlan::step);
        });
        text(out, script);
        list(out, classes.entrySet(), (to, one) -> {
            text(to, one.getKey());
            bytes(to, one.getValue());
        });
    }

    private static KeptPlan read(DataInputStream in) throws IOException {
        return new KeptPlan(
                Mark.read(in),
                list(in, from -> new Fact(Facts.Kind.values()[from.readByte()], text(from), text(from))),
                list(in, from -> new Findings.Include(text(from), span(from))),
                list(in, from -> new Findings.Site(span(from), span(from), from.readInt())),
                list(in, from -> new Outline(from.readInt(), from.readInt(), list(from, KeptPlan::step))),
                text(in),
                classes(in));
    }

    private static Map<String, byte[]> classes(DataInputStream in) throws IOException {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) classes.put(text(in), bytes(in));
        return classes;
    }

    private static void step(DataOutputStream out, Outline.Step step) throws IOException {
        switch (step) {
            case Outline.Act(String text) -> {
                out.writeByte('a');
                text(out, text);
            }
            case Outline.Dial(Span at, String text, List<Outline.Aim> aims) -> {
                out.writeByte('d');
                span(out, at);
                text(out, text);
                list(out, aims, KeptPlan::aim);
            }
            case Outline.Choice(String about, List<Outline.Branch> branches) -> {
                out.writeByte('c');
                text(out, about);
                list(out, branches, (to, branch) -> {
                    text(to, branch.label());
                    list(to, branch.steps(), KeptPlan::step);
                });
            }
        }
    }

    private static Outline.Step step(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case 'a' -> new Outline.Act(text(in));
            case 'd' -> new Outline.Dial(span(in), text(in), list(in, KeptPlan::aim));
            case 'c' ->
                new Outline.Choice(
                        text(in), list(in, from -> new Outline.Branch(text(from), list(from, KeptPlan::step))));
            default -> throw new StreamCorruptedException("no step: " + kind);
        };
    }

    private static void aim(DataOutputStream out, Outline.Aim aim) throws IOException {
        out.writeByte(aim.kind().ordinal());
        text(out, aim.text());
        list(out, aim.uri().stream().toList(), (to, uri) -> {
            list(to, uri.user(), KeptPlan::text);
            text(to, uri.host());
        });
    }

    private static Outline.Aim aim(DataInputStream in) throws IOException {
        Outline.Kind kind = Outline.Kind.values()[in.readByte()];
        String text = text(in);
        List<Outline.UriText> uri = list(in, from -> new Outline.UriText(list(from, KeptPlan::text), text(from)));
        return new Outline.Aim(kind, text, uri.stream().findFirst());
    }

    private static void span(DataOutputStream out, Span span) throws IOException {
        out.writeInt(span.line());
        out.writeInt(span.column());
        out.writeInt(span.endLine());
        out.writeInt(span.endColumn());
    }

    private static Span span(DataInput in) throws IOException {
        return new Span(in.readInt(), in.readInt(), in.readInt(), in.readInt());
    }

    private static <T> void list(DataOutputStream out, Collection<T> all, Writer<T> writer) throws IOException {
        out.writeInt(all.size());
        for (T one : all) writer.write(out, one);
    }

    private static <T> List<T> list(DataInputStream in, Reader<T> reader) throws IOException {
        List<T> all = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) all.add(reader.read(in));
        return all;
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        bytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(DataInput in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MOST_BYTES) throw new StreamCorruptedException("length " + length);
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }
}
