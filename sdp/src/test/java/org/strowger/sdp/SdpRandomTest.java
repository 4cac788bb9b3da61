package org.strowger.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.sdp.SessionDescription.Parsed;

class SdpRandomTest {

    static LongStream seeds() {
        return LongStream.concat(LongStream.range(0, 200), LongStream.of(System.nanoTime()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_is_printed_is_parsed_again_as_it_was(long seed) {
        SessionDescription x = description(new SplittableRandom(seed));
        assertThat(SessionDescription.parse(x.print())).isEqualTo(new Parsed.Good(x));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_damage_makes_the_parser_throw_and_what_it_accepts_it_prints_stably(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] body = description(random).print();
        for (int hits = random.nextInt(1, 20); hits > 0; hits--)
            body[random.nextInt(body.length)] =
                    random.nextBoolean() ? (byte) random.nextInt() : (byte) "\r\n= :/0".charAt(random.nextInt(7));
        if (SessionDescription.parse(body) instanceof Parsed.Good(SessionDescription description)) {
            description.media().forEach(MediaDescription::codecs);
            description.media().forEach(description::directionOf);
            assertThat(SessionDescription.parse(description.print())).isEqualTo(new Parsed.Good(description));
        }
    }

    private static SessionDescription description(RandomGenerator random) {
        return new SessionDescription(
                new Origin(word(random), digits(random), digits(random), "IP4", word(random)),
                random.nextBoolean() ? "" : word(random) + " " + word(random),
                connection(random),
                list(random, () -> line(random, "iuepbtrzkxy")),
                list(random, () -> attribute(random)),
                list(random, () -> medium(random)));
    }

    private static MediaDescription medium(RandomGenerator random) {
        return new MediaDescription(
                word(random),
                random.nextInt(65536),
                random.nextInt(1, 3),
                random.nextBoolean() ? "RTP/AVP" : word(random),
                list(random, () -> String.valueOf(random.nextInt(128))),
                connection(random),
                list(random, () -> line(random, "ibkxy")),
                list(random, () -> attribute(random)));
    }

    private static Attribute attribute(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Attribute(Direction.values()[random.nextInt(4)].attribute());
            case 1 ->
                new Attribute("rtpmap", random.nextInt(128) + " " + word(random) + "/" + random.nextInt(1, 99999));
            case 2 -> new Attribute(word(random));
            default -> new Attribute(word(random), word(random) + ": " + word(random));
        };
    }

    private static SdpLine line(RandomGenerator random, String types) {
        return new SdpLine(types.charAt(random.nextInt(types.length())), word(random) + " " + word(random));
    }

    private static Optional<ConnectionData> connection(RandomGenerator random) {
        return random.nextBoolean() ? Optional.empty() : Optional.of(new ConnectionData("IP6", word(random)));
    }

    private static String digits(RandomGenerator random) {
        return Long.toUnsignedString(random.nextLong());
    }

    private static String word(RandomGenerator random) {
        byte[] letters = new byte[random.nextInt(1, 9)];
        for (int i = 0; i < letters.length; i++) letters[i] = (byte) random.nextInt('a', 'z' + 1);
        return new String(letters, StandardCharsets.US_ASCII);
    }

    private static <T> List<T> list(RandomGenerator random, Supplier<T> item) {
        List<T> items = new ArrayList<>();
        for (int n = random.nextInt(5); n > 0; n--) items.add(item.get());
        return items;
    }
}
