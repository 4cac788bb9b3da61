package org.strowger.configuration;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.strowger.audio.codec.AudioCodecs;
import org.strowger.call.CivicAddress;
import org.strowger.configuration.Configuration.PortRange;
import org.strowger.directory.BrowserPolicy;
import org.strowger.directory.CallGroup;
import org.strowger.directory.CodecPolicy;
import org.strowger.directory.Networks;
import org.strowger.directory.SrtpPolicy;
import org.strowger.directory.TrunkTrust;
import org.strowger.sdp.Codec;
import org.strowger.statemachine.Secret;

/** The kinds of values in a configuration. */
final class Kinds {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})\\s*-\\s*(\\d{1,5})");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.+*#-]*");
    private static final Pattern NAME_SERVER_PORT = Pattern.compile("(\\[.*]|[0-9.]+):(\\d{1,5})");
    private static final int DNS_PORT = 53;
    private static final int LAST_PORT = 65535;
    private static final int FIRST_FREE_PORT = 1024;

    static final Kind<String> TEXT = Kind.of("a text", "any text", Kinds::filled);
    static final Kind<String> NAME_WORD =
            Kind.of("a name", "letters, digits and _ . + * # -, beginning with a letter or digit", matching(NAME));
    static final Kind<Secret> PASSWORD = Kind.secret("a password", "any text but an empty one", Kinds::filled);
    /** JDBC's: passwords stand in many of them. */
    static final Kind<Secret> DATABASE_URL =
            Kind.secret("a URL", "JDBC's, as jdbc:postgresql://host/name", Kinds::filled);

    static final Kind<String> EMAIL =
            Kind.of("an e-mail address", "name@domain", matching(Pattern.compile("[^\\s@<>,;:\"()]+@[A-Za-z0-9.-]+")));
    static final Kind<Integer> PORT = count("a port", 1, LAST_PORT);
    static final Kind<Integer> LISTENING_PORT =
            Kind.of("a port", "1 to 65535 (0 takes any free one)", text -> within(text, 0, LAST_PORT));
    static final Kind<InetAddress> ADDRESS =
            Kind.of("an IP address", "a numeric one, such as 127.0.0.1, 0.0.0.0 or ::1", Kinds::address);
    static final Kind<Networks.Network> NETWORK = Kind.of(
            "a network", "10.0.0.0/8, 2001:db8::/32 or one address", text -> Optional.of(Networks.Network.parse(text)));
    static final Kind<InetSocketAddress> NAME_SERVER = Kind.of(
            "a name server",
            "a numeric IP address, with a port where it isn't 53: 192.0.2.1, 192.0.2.1:5353 or [2001:db8::1]:5353",
            Kinds::nameServer);
    static final Kind<String> HOST_NAME = Kind.of(
            "a host",
            "a name or a numeric address",
            text -> address(text).isPresent()
                    ? Optional.of(text)
                    : matching(HOST).apply(text));
    static final Kind<String> URL_PATH = Kind.of(
            "a URL's path", "one that begins with / and has no ? or #", matching(Pattern.compile("/[^\\s?#]*")));
    /** RFC 6454 §6.2. */
    static final Kind<String> ORIGIN = Kind.of(
            "an origin",
            "scheme://host, with a port where it isn't the usual one: https://phone.example",
            matching(Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/\\s?#]+")));

    static final Kind<Map<String, String>> CIVIC_ADDRESS = Kind.of(
            "a civic address",
            "NAME=value with ; between them, the names " + String.join(", ", CivicAddress.ELEMENTS),
            Kinds::civicAddress);
    static final Kind<CallGroup.Member> MEMBER =
            Kind.of("a member", "an account, or account=weight with a weight of 1 to 100", Kinds::member);
    static final Kind<CallGroup.Strategy> STRATEGY = oneOf("a strategy", words(CallGroup.Strategy.values()));
    static final Kind<TrunkTrust.Proof> PROOF = oneOf("a proof", words(TrunkTrust.Proof.values()));
    static final Kind<String> HEADER_NAME =
            Kind.of("a header's name", "letters, digits and -", matching(Pattern.compile("[A-Za-z][A-Za-z0-9-]*")));
    static final Kind<SrtpPolicy> SRTP = oneOf("a policy of encryption", words(SrtpPolicy.values()));
    static final Kind<BrowserPolicy> WEBRTC = oneOf("a policy of browsers' media", words(BrowserPolicy.values()));
    static final Kind<Codec> CODEC = Kind.of(
            "an audio codec",
            AudioCodecs.all().stream()
                            .map(codec -> codec.format().name().toLowerCase(Locale.ROOT))
                            .distinct()
                            .collect(Collectors.joining(", "))
                    + ", where needed with a clock rate, as in l16/16000",
            CodecPolicy::named);
    static final Kind<PortRange> PORTS = Kind.of("a range of ports", "FIRST-LAST within 1024-65535", Kinds::ports);

    static final Kind<BigDecimal> AMOUNT = Kind.of(
            "an amount",
            "0 or more, such as 10.00, to the millionth",
            text -> Optional.of(new BigDecimal(text)).filter(amount -> amount.signum() >= 0 && amount.scale() <= 6));

    private Kinds() {}

    /** Two choices by their names, in this order. */
    static <T> Map<String, T> ordered(String one, T first, String other, T second) {
        Map<String, T> choices = new LinkedHashMap<>();
        choices.put(one, first);
        choices.put(other, second);
        return choices;
    }

    static Kind<Integer> count(String article, int least, int most) {
        return Kind.of(article, least + " to " + most, text -> within(text, least, most));
    }

    static Kind<Duration> duration(Duration least, Duration most) {
        return Kind.of(
                "a duration", Durations.text(least) + " to " + Durations.text(most) + ", with its unit", text -> {
                    Matcher parts = DURATION.matcher(text);
                    if (!parts.matches()) return Optional.empty();
                    Duration value = Durations.of(Long.parseLong(parts.group(1)), parts.group(2));
                    return value.compareTo(least) < 0 || value.compareTo(most) > 0
                            ? Optional.empty()
                            : Optional.of(value);
                });
    }

    static Kind<Secret> hex(String article, int digits) {
        Pattern pattern = Pattern.compile("[0-9a-fA-F]{" + digits + "}");
        return Kind.secret(
                article,
                digits + " hexadecimal digits",
                text -> matching(pattern).apply(text).map(hex -> hex.toLowerCase(Locale.ROOT)));
    }

    /** A secret of a form that can be told. */
    static Kind<Secret> secret(String article, String remedy, Predicate<String> form) {
        return Kind.secret(article, remedy, text -> form.test(text) ? Optional.of(text) : Optional.empty());
    }

    static <E extends Enum<E>> Kind<E> choice(String article, Class<E> type) {
        Map<String, E> choices = new LinkedHashMap<>();
        for (E value : type.getEnumConstants()) choices.put(value.name().toLowerCase(Locale.ROOT), value);
        return oneOf(article, choices);
    }

    /** Of some choices those that will do, in their order. */
    static <T> Map<String, T> kept(Map<String, T> choices, Predicate<T> use) {
        Map<String, T> kept = new LinkedHashMap<>(choices);
        kept.values().removeIf(use.negate());
        return kept;
    }

    static <T> Kind<T> oneOf(String article, Map<String, T> choices) {
        return Kind.of(article, alternatives(choices), text -> Optional.ofNullable(choices.get(text)));
    }

    private static String alternatives(Map<String, ?> choices) {
        return choices.keySet().stream()
                .reduce((one, other) -> one + " or " + other)
                .orElseThrow();
    }

    private static Optional<Integer> within(String text, int least, int most) {
        int value = Integer.parseInt(text.replace("_", ""));
        return value < least || value > most ? Optional.empty() : Optional.of(value);
    }

    private static Optional<PortRange> ports(String text) {
        Matcher parts = RANGE.matcher(text);
        if (!parts.matches()) return Optional.empty();
        int first = Integer.parseInt(parts.group(1));
        int last = Integer.parseInt(parts.group(2));
        // An even port and the odd one above it have to fit in.
        boolean fits = first >= FIRST_FREE_PORT && last <= LAST_PORT && first + (first & 1) < last;
        return fits ? Optional.of(new PortRange(first, last)) : Optional.empty();
    }

    private static Optional<InetAddress> address(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException notNumeric) {
            return Optional.empty();
        }
    }

    private static Optional<InetSocketAddress> nameServer(String text) {
        Matcher matcher = NAME_SERVER_PORT.matcher(text);
        boolean hasPort = matcher.matches();
        int port = hasPort ? Integer.parseInt(matcher.group(2)) : DNS_PORT;
        if (port < 1 || port > LAST_PORT) return Optional.empty();
        return address(hasPort ? matcher.group(1) : text).map(address -> new InetSocketAddress(address, port));
    }

    private static Optional<Map<String, String>> civicAddress(String text) {
        Map<String, String> elements = new LinkedHashMap<>();
        for (String element : text.split(";", -1)) {
            int equals = element.indexOf('=');
            if (equals <= 0 || element.substring(equals + 1).isBlank()) return Optional.empty();
            elements.put(
                    element.substring(0, equals).strip(),
                    element.substring(equals + 1).strip());
        }
        return Optional.of(CivicAddress.ordered(elements));
    }

    private static <E extends Enum<E>> Map<String, E> words(E[] values) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E value : values) words.put(value.name().toLowerCase(Locale.ROOT).replace('_', '-'), value);
        return words;
    }

    private static Optional<CallGroup.Member> member(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) return NAME_WORD.read(text).map(user -> new CallGroup.Member(user, 1));
        return NAME_WORD
                .read(text.substring(0, equals))
                .flatMap(user ->
                        within(text.substring(equals + 1), 1, 100).map(weight -> new CallGroup.Member(user, weight)));
    }

    private static Optional<String> filled(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static Function<String, Optional<String>> matching(Pattern pattern) {
        return text -> pattern.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}
