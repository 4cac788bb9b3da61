package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.audio.Tone;
import org.strowger.call.setup.SoundSettings;
import org.strowger.sdp.Codec;

/**
 * What a caller may do while it is being played something, in virtual time: {@code three.wav} is 440, 660 and 880 Hz,
 * for two seconds each.
 */
class PlayingTest {

    private static final int RATE = 8000;

    @TempDir
    Path folder;

    private VirtualSwitch home =
            new VirtualSwitch(1, VirtualSwitch.usualSettings(), (_, _, _) -> Programs.program(_ -> {}));
    private ScriptedPhone ada = home.phone("1001");

    @BeforeEach
    void office() throws IOException {
        home.close();
        home = new VirtualSwitch(
                1,
                VirtualSwitch.usualSettings(List.of(folder)).sound(SoundSettings.below(folder)),
                (_, _, _) -> Programs.program(_ -> {}));
        ada = home.phone("1001").registers();
        Files.write(folder.resolve("three.wav"), threeTones());
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), """
            route('1') {
                answer()
                onDtmf { key ->
                    switch (key) {
                        case '1': playing.pause(); break
                        case '2': playing.resume(); break
                        case '3': playing.forward 2.seconds; break
                        case '4': playing.back 2.seconds; break
                        case '5': playing.seek 4.seconds; break
                        case '6': playing.volume(-20); break
                        case '#': playing.stop(); break
                    }
                }
                play 'three.wav'
                play tone('1000/2000', length: 1.second)
            }
            route('2') { answer(); play 'three.wav', bargeIn: 'speech'; play tone('1000/2000', length: 1.second) }
            route('3') {
                answer()
                play 'three.wav', bargeIn: 'digits'
                def more = ask('three.wav', digits: 2)
                if (more == '78') play tone('1000/2000', length: 1.second)
            }
            route('4') { answer(); play 'three.wav'; play tone('1000/2000', length: 1.second) }
            """));
    }

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.none(home);
        home.close();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    private static byte[] threeTones() {
        int samples = 6 * RATE;
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1);
        wav.putInt(RATE).putInt(2 * RATE).putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
        int[] hertz = {440, 660, 880};
        for (int i = 0; i < samples; i++)
            wav.putShort((short) (6000 * Math.sin(2 * Math.PI * hertz[i / (2 * RATE)] * i / RATE)));
        return wav.array();
    }

    private double hears(int hertz) {
        return Tone.decibels(ada.media().heard(Duration.ofMillis(300)), RATE, hertz);
    }

    private double level() {
        return Tone.level(ada.media().heard(Duration.ofMillis(300)));
    }

    private void passes(long millis) {
        home.passes(Duration.ofMillis(millis));
    }

    @Test
    void it_is_turned_back_and_forth_and_paused_and_ended() {
        ada.calls("1");
        passes(700);
        assertThat(hears(440)).as(trace()).isGreaterThan(20);
        double before = level();
        ada.presses("3");
        passes(500);
        assertThat(hears(660)).as("forward").isGreaterThan(20);
        ada.presses("4");
        passes(500);
        assertThat(hears(440)).as("back").isGreaterThan(20);
        ada.presses("1");
        passes(200);
        long packets = ada.media().packetsHeard();
        passes(5_000);
        assertThat(ada.media().packetsHeard()).as("paused").isEqualTo(packets);
        ada.presses("2");
        passes(400);
        assertThat(ada.media().packetsHeard()).as("goes on").isGreaterThan(packets + 10);
        ada.presses("5");
        passes(700);
        assertThat(hears(880)).as("at four seconds").isGreaterThan(20);
        ada.presses("6");
        passes(500);
        assertThat(level()).as("softer").isLessThan(before / 5);
        ada.presses("#");
        passes(600);
        assertThat(hears(1000)).as("ended").isGreaterThan(20);
        ada.hangsUp();
    }

    @ParameterizedTest
    @CsvSource({"2,true", "4,false"})
    void a_voice_ends_what_it_may_barge_in_on(String number, boolean ends) {
        ada.calls(number);
        passes(1_000);
        assertThat(hears(440)).as(trace()).isGreaterThan(20);
        ada.media().tone(Codec.PCMU, 300);
        passes(600);
        assertThat(hears(1000) > 20).as(trace()).isEqualTo(ends);
        ada.hangsUp();
    }

    @Test
    void without_a_voice_all_of_it_is_heard() {
        ada.calls("2");
        passes(5_500);
        assertThat(hears(880)).as(trace()).isGreaterThan(20);
        ada.hangsUp();
    }

    @Test
    void a_digit_that_ends_it_counts_for_the_next_question() {
        ada.calls("3");
        passes(1_000);
        ada.presses("7");
        passes(500);
        ada.presses("8");
        passes(700);
        assertThat(hears(1000)).as(trace()).isGreaterThan(20);
        ada.hangsUp();
    }
}
