package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.strowger.sipp.MatrixHome.Pair;
import org.strowger.sipp.Phone.Voice;

/**
 * Each codec against each other, in the clear and encrypted, between real phones through the switch. By hand for a
 * minute each: {@code bench/phones}.
 */
@Isolated("the phones play by the machine's clock: who else takes its time is heard as a gap")
class CodecMatrixTest {

    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("strowger.matrix.seconds", 4));
    private static final int AT_ONCE = Integer.getInteger("strowger.matrix.at-once", 8);

    private static final int CALLER_HERTZ = 440;
    private static final int CALLEE_HERTZ = 880;

    private static final MatrixHome HOME = MatrixHome.fresh();

    @RegisterExtension
    static final Lab LAB = Lab.with(HOME).alone();

    /** What both sides of a pair heard. */
    private record Heard(Pair pair, Hearing caller, Hearing callee) {

        boolean isGood() {
            return isGood(caller) && isGood(callee);
        }

        private boolean isGood(Hearing hearing) {
            double least = pair.caller().isG711() || pair.callee().isG711() ? 33 : 40;
            return hearing.medianDecibels() >= least
                    && hearing.lowestTenthDecibels() >= hearing.medianDecibels() - 6
                    && hearing.silentShare() < 0.01
                    && hearing.seconds() > LENGTH.toSeconds() - 2;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-4s %-5s -> %-5s  caller hears %5.1f dB (lowest tenth %5.1f)  callee hears %5.1f dB (%5.1f)  silent %.3f %.3f%s",
                    pair.srtp().equals("require") ? "SDES" : "RTP",
                    pair.caller(),
                    pair.callee(),
                    caller.medianDecibels(),
                    caller.lowestTenthDecibels(),
                    callee.medianDecibels(),
                    callee.lowestTenthDecibels(),
                    caller.silentShare(),
                    callee.silentShare(),
                    isGood() ? "" : "  NOT GOOD");
        }
    }

    @Test
    void each_pair_hears_each_other() throws IOException, InterruptedException, ExecutionException {
        List<Heard> all = new ArrayList<>();
        try (var some = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Heard>> calls = new ArrayList<>();
            for (Pair pair : HOME.pairs()) calls.add(some.submit(() -> call(pair)));
            for (Future<Heard> call : calls) all.add(call.get());
        }
        // The phones play by the machine's clock: who missed a beat among the others is heard again alone, and that
        // counts.
        List<Heard> again = new ArrayList<>();
        for (Heard heard : all) again.add(heard.isGood() ? heard : call(heard.pair()));
        String table = table(all.stream().filter(heard -> !heard.isGood()).toList()) + table(again);
        Files.writeString(Path.of("target", "codec-matrix.txt"), table);
        assertThat(again).as("%s", table).allMatch(Heard::isGood);
    }

    private static String table(List<Heard> rows) {
        return rows.stream().map(row -> row + "\n").collect(Collectors.joining());
    }

    private static Heard call(Pair pair) {
        try (var caller = phone(pair, pair.callerNumber(), pair.caller(), CALLER_HERTZ);
                var callee = phone(pair, pair.calleeNumber(), pair.callee(), CALLEE_HERTZ)) {
            caller.registered();
            callee.registered();
            caller.calls("sip:" + pair.calleeNumber() + "@127.0.0.1");
            callee.inCall();
            Processes.pause(LENGTH);
            caller.hangsUp();
            callee.isHungUpOn();
            return new Heard(pair, Hearing.of(caller.heard(), CALLEE_HERTZ), Hearing.of(callee.heard(), CALLER_HERTZ));
        }
    }

    private static Phone phone(Pair pair, String user, Voice voice, int hertz) {
        String account =
                "<sip:%s@127.0.0.1>;outbound=\"sip:127.0.0.1:%d\";auth_user=%s;auth_pass=%s;regint=60;audio_codecs=%s%s"
                        .formatted(
                                user,
                                LAB.sipPort(),
                                user,
                                Lab.password(user),
                                voice.codec(),
                                pair.srtp().equals("require") ? ";mediaenc=srtp-mand" : "");
        return Phone.start(LAB.logs("phone-" + user), Ports.phone(), account, hertz, voice);
    }
}
