package org.strowger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code docs/rfc.md}, made of the comments of tests: a test that names a section of an RFC shows what is done of it,
 * and its own name says what that is.
 */
final class RfcPage {

    private static final Path ROOT = Path.of("..");
    private static final Pattern REFERENCE = Pattern.compile("RFC[ -]?(\\d{3,5})|§ ?([A-Z]?\\d*(?:\\.\\d+)*)");
    private static final Pattern TEST = Pattern.compile("@(?:\\w+)?Test\\b|@TestFactory");
    private static final Pattern METHOD = Pattern.compile("^ {4,8}(?:public )?(?:void|Stream<\\w+>) ([a-z]\\w*)\\(");
    private static final Pattern TYPE = Pattern.compile("^(?:(?:public|final|abstract) )*class (\\w+)");
    private static final Pattern DECLARATION = Pattern.compile("^(?: {4})*[\\w@<>\\[\\], .?]+[({].*");

    /** What a bare § is of, unless it is a module in which several RFCs are at home. */
    private static final String CORE = "3261";

    /** In these a bare § could be of anything, and counts for nothing. */
    private static final Set<String> OF_ANYTHING =
            Set.of("audio", "dialplan-dsl", "media-relay", "rtp", "sdp", "voice-agent");

    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("1918", "Address allocation for private internets"),
            Map.entry("2046", "MIME: media types"),
            Map.entry("2069", "Digest access authentication, first form"),
            Map.entry("2543", "SIP, first form"),
            Map.entry("2617", "HTTP authentication, second form"),
            Map.entry("3261", "SIP"),
            Map.entry("3262", "Reliable provisional responses"),
            Map.entry("3263", "Locating SIP servers"),
            Map.entry("3264", "Offer and answer"),
            Map.entry("3311", "UPDATE"),
            Map.entry("3323", "Privacy"),
            Map.entry("3325", "Asserted identity"),
            Map.entry("3428", "MESSAGE"),
            Map.entry("3515", "REFER"),
            Map.entry("3550", "RTP"),
            Map.entry("3551", "RTP profile for audio"),
            Map.entry("3581", "Symmetric response routing"),
            Map.entry("3608", "Service-Route"),
            Map.entry("3680", "Registration event package"),
            Map.entry("3711", "SRTP"),
            Map.entry("3842", "Message waiting"),
            Map.entry("3856", "Presence event package"),
            Map.entry("3863", "Presence documents (PIDF)"),
            Map.entry("3891", "Replaces"),
            Map.entry("3892", "Referred-By"),
            Map.entry("3903", "PUBLISH"),
            Map.entry("3966", "tel URI"),
            Map.entry("4028", "Session timers"),
            Map.entry("4235", "Dialog event package"),
            Map.entry("4119", "Location objects (PIDF-LO)"),
            Map.entry("4193", "Unique local IPv6 addresses"),
            Map.entry("4320", "Transactions of other requests than INVITE"),
            Map.entry("4475", "SIP torture tests"),
            Map.entry("4480", "Rich presence (RPID)"),
            Map.entry("4488", "REFER without subscription"),
            Map.entry("4566", "SDP, second form"),
            Map.entry("4585", "Feedback by RTCP (AVPF)"),
            Map.entry("4588", "Retransmission in RTP (RTX)"),
            Map.entry("4662", "Subscriptions to lists of resources"),
            Map.entry("4733", "Telephone events in RTP"),
            Map.entry("5057", "Multiple dialog usages"),
            Map.entry("5104", "Control messages of codecs (FIR)"),
            Map.entry("5118", "SIP torture tests for IPv6"),
            Map.entry("5139", "Civic addresses in location objects"),
            Map.entry("5246", "TLS 1.2, whose handshake DTLS 1.2 has"),
            Map.entry("5359", "Service examples"),
            Map.entry("5389", "Session traversal utilities for NAT (STUN)"),
            Map.entry("5393", "Loops and amplification by forking proxies"),
            Map.entry("5491", "Use of PIDF-LO"),
            Map.entry("5589", "Call transfer"),
            Map.entry("5626", "Client-initiated connections (outbound)"),
            Map.entry("5761", "RTP and RTCP on one port"),
            Map.entry("5763", "DTLS-SRTP, set up by SDP"),
            Map.entry("5764", "DTLS-SRTP"),
            Map.entry("5769", "Test vectors for STUN"),
            Map.entry("5922", "Certificates of domains"),
            Map.entry("6026", "Correct handling of 2xx to INVITE"),
            Map.entry("6086", "INFO"),
            Map.entry("6184", "RTP payload format for H.264"),
            Map.entry("6347", "DTLS 1.2"),
            Map.entry("6386", "VP8"),
            Map.entry("6455", "WebSocket"),
            Map.entry("6598", "Shared address space of carriers"),
            Map.entry("6665", "Event notification"),
            Map.entry("6716", "Opus"),
            Map.entry("6761", "Special-use domain names"),
            Map.entry("7118", "SIP over WebSocket"),
            Map.entry("7362", "Latching"),
            Map.entry("7587", "RTP payload format for Opus"),
            Map.entry("7616", "Digest access authentication"),
            Map.entry("7675", "Consent freshness"),
            Map.entry("7714", "AES-GCM in SRTP"),
            Map.entry("7741", "RTP payload format for VP8"),
            Map.entry("7983", "What shares a port"),
            Map.entry("8122", "Fingerprints of certificates in SDP"),
            Map.entry("8445", "ICE"),
            Map.entry("8489", "STUN"),
            Map.entry("8643", "Opportunistic SRTP"),
            Map.entry("8760", "Digest algorithms of SIP"),
            Map.entry("8827", "Security of WebRTC"),
            Map.entry("8829", "JSEP"),
            Map.entry("8839", "ICE in SDP"),
            Map.entry("8842", "DTLS in SDP"),
            Map.entry("8866", "SDP"),
            Map.entry("9143", "BUNDLE"),
            Map.entry("9628", "RTP payload format for VP9"));

    private record Section(String rfc, String number) {}

    private record Row(Section section, String done, Path file) {}

    private final List<Row> rows = new ArrayList<>();

    static String text() throws IOException {
        RfcPage page = new RfcPage();
        for (Path file : tests()) page.read(file);
        return page.written();
    }

    private static List<Path> tests() throws IOException {
        List<Path> tests = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path sources : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList()) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.filter(file -> file.toString().endsWith("Test.java"))
                            .sorted()
                            .forEach(tests::add);
                }
            }
        }
        return tests;
    }

    private String written() {
        StringBuilder page = new StringBuilder("""
            # RFCs
            Which section of which RFC is shown by which test. Written from the comments of the tests, whose names say what is done; a test keeps the two equal
            (`-Dgolden.write=true` writes this page anew). A test that quotes a section above its name, or within, stands here by that. What isn't here may be
            done all the same: the tables of [transactions and sessions](fsm) name the sections of their arcs, and the code those that it follows.
            """);
        Map<Integer, List<Row>> byRfc = new TreeMap<>();
        new LinkedHashSet<>(rows)
                .forEach(row -> byRfc.computeIfAbsent(Integer.valueOf(row.section.rfc), _ -> new ArrayList<>())
                        .add(row));
        byRfc.forEach((rfc, shown) -> {
            page.append("\n## RFC %d: %s\n| section | what is done | shown by |\n|---|---|---|\n"
                    .formatted(rfc, title(String.valueOf(rfc))));
            shown.stream()
                    .sorted(Comparator.comparing(row -> sortable(row.section.number)))
                    .forEach(row -> page.append(line(row)));
        });
        return page.toString();
    }

    private static String title(String rfc) {
        String title = TITLES.get(rfc);
        if (title == null) throw new IllegalStateException("say here what RFC " + rfc + " is about");
        return title;
    }

    private static String line(Row row) {
        String test = row.file.getFileName().toString().replace(".java", "");
        String section = row.section.number.isEmpty() ? "" : "§" + row.section.number;
        return "| %s | %s | [%s](%s) |\n".formatted(section, row.done, test, row.file);
    }

    /** Sections in the order of the RFC: 9 before 10. */
    private static String sortable(String section) {
        StringBuilder sortable = new StringBuilder();
        for (String part : section.split("\\.", -1)) sortable.append("%4s.".formatted(part));
        return sortable.toString();
    }

    /** What stands above a test, on its line or within it belongs to it; what stands above the class, to the class. */
    private void read(Path file) throws IOException {
        String core = OF_ANYTHING.contains(ROOT.relativize(file).getName(0).toString()) ? "" : CORE;
        List<String> comment = new ArrayList<>();
        String test = "";
        boolean isTest = false;
        for (String line : Files.readAllLines(file)) {
            String said = comment(line);
            Matcher method = METHOD.matcher(line);
            Matcher type = TYPE.matcher(line);
            if (TEST.matcher(line).find()) isTest = true;
            if (type.find()) {
                add(file, core, comment, sentence(comment));
                comment.clear();
            } else if (method.find() && isTest) {
                test = method.group(1).replace('_', ' ');
                comment.add(said);
                add(file, core, comment, test);
                comment.clear();
                isTest = false;
            } else if (!said.isEmpty() && !test.isEmpty() && line.startsWith(" ".repeat(8))) {
                add(file, core, List.of(said), test);
            } else if (!said.isEmpty()) {
                comment.add(said);
            } else if (DECLARATION.matcher(line).matches() && line.matches(" {4}[\\w<].*")) {
                comment.clear();
                test = "";
                isTest = false;
            }
        }
    }

    private static String comment(String line) {
        String text = line.strip();
        if (text.startsWith("/**") || text.startsWith("*"))
            return text.replaceAll("^/?\\*+/?|\\*/$", "").strip();
        int at = line.indexOf("//");
        return at < 0 ? "" : line.substring(at + 2).strip();
    }

    /** The first sentence, without where it is from. */
    private static String sentence(List<String> comment) {
        String text = String.join(" ", comment)
                .replaceAll("\\{@\\w+ ([^}]*)}", "$1")
                .replaceAll(" ?\\(RFC[^)]*\\)", "")
                .replace('|', '/');
        int end = text.indexOf(". ");
        return (end < 0 ? text : text.substring(0, end)).strip().replaceAll("[.:]$", "");
    }

    private void add(Path file, String core, List<String> comment, String done) {
        String rfc = core;
        String bare = "";
        for (MatchResult found :
                REFERENCE.matcher(String.join(" ", comment)).results().toList()) {
            if (found.group(1) != null) {
                if (!bare.isEmpty()) rows.add(new Row(new Section(bare, ""), done, file));
                rfc = found.group(1);
                bare = rfc;
            } else if (!rfc.isEmpty() && !found.group(2).isEmpty()) {
                rows.add(new Row(new Section(rfc, found.group(2)), done, file));
                bare = "";
            }
        }
        if (!bare.isEmpty()) rows.add(new Row(new Section(bare, ""), done, file));
    }
}
