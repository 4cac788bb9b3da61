package org.strowger.webrtc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A ClientHello or ServerHello, as far as it matters here: one cipher suite and one curve, those that every browser
 * must know (RFC 8827 §6.5), with the session's hash in its keys (RFC 7627), and keys for SRTP (RFC 5764). Whoever
 * lacks one of them is refused.
 *
 * @param random 32 octets
 * @param profiles of SRTP that are offered, or the one that is chosen
 * @param renegotiates whether the secure renegotiation is to be confirmed, of which there is none (RFC 5746)
 * @param points whether the forms of points are to be confirmed (RFC 8422 §5.2)
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two
record Hello(byte[] random, List<Integer> profiles, boolean renegotiates, boolean points) {

    static final int RANDOM = 32;

    /** TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 (RFC 5289 §3.2). */
    static final int SUITE = 0xC02B;

    /** ecdsa_secp256r1_sha256. */
    static final int ECDSA_SHA256 = 0x0403;

    /** rsa_pkcs1_sha256. */
    static final int RSA_SHA256 = 0x0401;

    private static final int GROUPS = 10;
    private static final int POINT_FORMATS = 11;
    private static final int SIGNATURES = 13;
    private static final int USE_SRTP = 14;
    private static final int EXTENDED_MASTER_SECRET = 23;
    private static final int RENEGOTIATION = 0xFF01;
    private static final int RENEGOTIATION_SUITE = 0x00FF;
    private static final byte[] ONE_ZERO = {1, 0};

    Hello {
        profiles = List.copyOf(profiles);
    }

    /** @throws DtlsFault if it can't be read, or lacks what we need */
    static Hello ofClient(byte[] body) throws DtlsFault {
        OctetReader in = new OctetReader(body);
        requireVersion(in.number(2));
        byte[] random = in.take(RANDOM);
        in.vector(1); // a session of before, which we keep none of
        in.vector(1); // a cookie, which we give none of
        List<Integer> suites = numbers(in.vector(2));
        in.vector(1);
        Map<Integer, byte[]> extensions = extensions(in);
        require(suites.contains(SUITE), "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 is not offered");
        requireAmong(extensions, GROUPS, EllipticCurve.SECP256R1, "P-256 is not offered");
        requireAmong(extensions, SIGNATURES, ECDSA_SHA256, "ECDSA with SHA-256 is not offered");
        boolean renegotiates = suites.contains(RENEGOTIATION_SUITE) || extensions.containsKey(RENEGOTIATION);
        return new Hello(random, profiles(extensions), renegotiates, extensions.containsKey(POINT_FORMATS));
    }

    /** @throws DtlsFault if it can't be read, or says what was not offered */
    static Hello ofServer(byte[] body) throws DtlsFault {
        OctetReader in = new OctetReader(body);
        requireVersion(in.number(2));
        byte[] random = in.take(RANDOM);
        in.vector(1);
        require(in.number(2) == SUITE, "a suite that was not offered is chosen");
        in.number(1);
        return new Hello(random, profiles(extensions(in)), false, false);
    }

    /** As a client's. */
    byte[] client(byte[] cookie) {
        byte[] extensions = new OctetWriter()
                .put(extension(EXTENDED_MASTER_SECRET, new byte[0]))
                .put(extension(RENEGOTIATION, new byte[1]))
                .put(extension(
                        GROUPS,
                        new OctetWriter()
                                .number(2, 2)
                                .number(EllipticCurve.SECP256R1, 2)
                                .octets()))
                .put(extension(POINT_FORMATS, ONE_ZERO))
                .put(extension(
                        SIGNATURES,
                        new OctetWriter().number(2, 2).number(ECDSA_SHA256, 2).octets()))
                .put(extension(USE_SRTP, srtp()))
                .octets();
        return new OctetWriter()
                .number(DtlsRecords.VERSION, 2)
                .put(random)
                .number(0, 1)
                .vector(1, cookie)
                .number(2, 2)
                .number(SUITE, 2)
                .put(ONE_ZERO)
                .vector(2, extensions)
                .octets();
    }

    /** As a server's. */
    byte[] server() {
        OctetWriter extensions = new OctetWriter().put(extension(EXTENDED_MASTER_SECRET, new byte[0]));
        if (renegotiates) extensions.put(extension(RENEGOTIATION, new byte[1]));
        if (points) extensions.put(extension(POINT_FORMATS, ONE_ZERO));
        extensions.put(extension(USE_SRTP, srtp()));
        return new OctetWriter()
                .number(DtlsRecords.VERSION, 2)
                .put(random)
                .number(0, 1)
                .number(SUITE, 2)
                .number(0, 1)
                .vector(2, extensions.octets())
                .octets();
    }

    private byte[] srtp() {
        OctetWriter numbers = new OctetWriter();
        profiles.forEach(each -> numbers.number(each, 2));
        return new OctetWriter().vector(2, numbers.octets()).number(0, 1).octets();
    }

    private static byte[] extension(int type, byte[] content) {
        return new OctetWriter().number(type, 2).vector(2, content).octets();
    }

    private static Map<Integer, byte[]> extensions(OctetReader in) throws DtlsFault {
        Map<Integer, byte[]> found = new HashMap<>();
        if (!in.isAtEnd()) {
            OctetReader each = new OctetReader(in.vector(2));
            while (!each.isAtEnd()) found.put(each.number(2), each.vector(2));
            in.end();
        }
        require(
                found.containsKey(EXTENDED_MASTER_SECRET),
                "the extended master secret (RFC 7627) is missing, which each browser has");
        return found;
    }

    private static List<Integer> profiles(Map<Integer, byte[]> extensions) throws DtlsFault {
        byte[] said = extensions.get(USE_SRTP);
        require(said != null, "no keys for SRTP are asked for");
        OctetReader in = new OctetReader(said == null ? new byte[0] : said);
        List<Integer> profiles = numbers(in.vector(2));
        in.vector(1);
        return profiles;
    }

    private static void requireAmong(Map<Integer, byte[]> extensions, int type, int wanted, String otherwise)
            throws DtlsFault {
        byte[] said = extensions.get(type);
        require(said == null || numbers(new OctetReader(said).vector(2)).contains(wanted), otherwise);
    }

    private static List<Integer> numbers(byte[] octets) throws DtlsFault {
        OctetReader in = new OctetReader(octets);
        List<Integer> numbers = new ArrayList<>();
        while (!in.isAtEnd()) numbers.add(in.number(2));
        return numbers;
    }

    private static void requireVersion(int version) throws DtlsFault {
        if (version != DtlsRecords.VERSION) throw new DtlsFault(DtlsFault.PROTOCOL_VERSION, "DTLS 1.2 is not spoken");
    }

    private static void require(boolean holds, String otherwise) throws DtlsFault {
        if (!holds) throw new DtlsFault(DtlsFault.HANDSHAKE_FAILURE, otherwise);
    }
}
