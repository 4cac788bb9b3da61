package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.call.event.ProgramEvent;
import org.strowger.call.setup.SoundSettings;

/**
 * A sound that somebody has made to be dear costs its call what a sound that isn't there costs it, and the event says
 * why.
 */
class DearSoundsTest {

    private static final Map<String, byte[]> SOUNDS =
            Map.of("many.wav", wavOfManyChannels(), "tag.mp3", mp3OfALargeTag(), "long.mp3", longMp3());

    @TempDir
    Path folder;

    private VirtualSwitch home =
            new VirtualSwitch(1, VirtualSwitch.usualSettings(), (_, _, _) -> Programs.program(_ -> {}));
    private HttpServer server;

    @BeforeEach
    void office() throws IOException {
        home.close();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] sound =
                        SOUNDS.getOrDefault(exchange.getRequestURI().getPath().substring(1), new byte[0]);
                exchange.sendResponseHeaders(sound.length == 0 ? 404 : 200, sound.length == 0 ? -1 : sound.length);
                exchange.getResponseBody().write(sound);
            }
        });
        server.start();
        for (Map.Entry<String, byte[]> sound : SOUNDS.entrySet())
            Files.write(folder.resolve(sound.getKey()), sound.getValue());
        home = new VirtualSwitch(
                1,
                VirtualSwitch.usualSettings(List.of(folder)).sound(SoundSettings.below(folder)),
                (_, _, _) -> Programs.program(_ -> {}));
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), """
            onFault { play tone('500/1000') }
            route('1.') { play "${number.drop(1)}" }
            route('2.') { play "http://127.0.0.1:PORT/${number.drop(1)}" }
            """.replace(
                        "PORT", "" + server.getAddress().getPort())));
    }

    @AfterEach
    void nothing_is_left_behind() {
        server.stop(0);
        Leftovers.ofCalls(home);
        home.close();
    }

    private List<String> faults() {
        return home.events().stream()
                .filter(event -> event.what() instanceof ProgramEvent.ProgramFault)
                .map(event -> ((ProgramEvent.ProgramFault) event.what()).why())
                .toList();
    }

    private List<String> storyOf(String number) {
        ScriptedPhone caller =
                home.phone("10" + number.charAt(0) + number.length()).registers();
        caller.calls(number);
        home.passes(Duration.ofSeconds(10));
        return caller.story();
    }

    @ParameterizedTest
    @CsvSource({
        "1many.wav,65535 channels", "2many.wav,65535 channels",
        "1tag.mp3,no MPEG audio", "2tag.mp3,no MPEG audio",
        "2long.mp3,more than ten minutes"
    })
    void its_call_gets_what_a_missing_sound_gets(String number, String why) {
        List<String> missing = storyOf(number.charAt(0) + "missing.wav");
        assertThat(faults()).as(home.ladder()).hasSize(1);
        assertThat(storyOf(number)).as(home.ladder()).isEqualTo(missing);
        assertThat(faults()).hasSize(2).last().asString().contains(why);
    }

    /** 44 octets: a block of it would be half a gigabyte. */
    private static byte[] wavOfManyChannels() {
        ByteBuffer wav = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(36)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16);
        wav.putShort((short) 1).putShort((short) 65_535).putInt(8000).putInt(-1).putShort((short) -1);
        wav.putShort((short) 32).put("data".getBytes(StandardCharsets.US_ASCII)).putInt(Integer.MAX_VALUE);
        return wav.array();
    }

    /** Ten octets that claim to go on for 256 MiB (ID3v2.4.0 §3.1). */
    private static byte[] mp3OfALargeTag() {
        return HexFormat.of().parseHex("4944330400007f7f7f7f");
    }

    /** Silence at 8 kbit/s and 8 kHz: a megabyte of it is a quarter of an hour. */
    private static byte[] longMp3() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] frame = new byte[72];
        ByteBuffer.wrap(frame).putInt(0xFFE3_18C0);
        while (all.size() < 1_000_000) all.writeBytes(frame);
        return all.toByteArray();
    }
}
