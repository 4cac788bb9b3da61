package org.strowger.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;
import org.strowger.statemachine.Secret;
import org.strowger.testkit.console.ConsolePhone;

/**
 * A caller and a voice agent in Node, by way of the packaged switch, all on this machine: how long the caller's voice
 * takes from the packet that brings it to the agent, and how long from that packet to the last one that the caller gets
 * of what the agent was saying. The clocks of the JVM and of Node are one.
 */
final class AgentBench {

    private static final int ROUNDS = 25;
    private static final int AGENT_PORT = 25_090;
    private static final int LOUD = -30;
    private static final Pattern HEARS = Pattern.compile("(?m)^([0-9.]+) hears something$");

    private AgentBench() {}

    /** Prints JSON. */
    public static void main(String[] arguments) throws IOException {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        Path directory = Files.createTempDirectory("agent");
        Path log = directory.resolve("agent.log");
        Path voice = Files.write(directory.resolve("voice.wav"), wav(tone(500, 0.4)));
        Process agent = new ProcessBuilder("node", "examples/voice-agent/bot.mjs", String.valueOf(AGENT_PORT))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        SwitchProcess theSwitch = SwitchProcess.start(directory.resolve("switch"), """
            route('1003') { stream('ws://127.0.0.1:%d/', rate: 16_000).await() }
            """.formatted(AGENT_PORT));
        var account = new ConsolePhone.Account(
                "2000",
                Secret.of("bench-2000"),
                "bench.example",
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), SwitchProcess.PORT));
        try (var phone = new ConsolePhone(account, ConsolePhone.Pickup.BY_HAND, _ -> {})) {
            phone.call("1003");
            List<Double> toAgent = new ArrayList<>();
            List<Double> interrupted = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                long before = phone.packetsHeard();
                if (round > 0) phone.press("1"); // the tune again
                await(() -> phone.packetsHeard() > before + 30);
                int heardBefore = count(log);
                phone.play(voice);
                await(() ->
                        phone.levels().filter(levels -> levels.spoken() > LOUD).isPresent());
                double spoken = System.nanoTime() / 1e6;
                double last = untilSilent(phone);
                await(() -> count(log) > heardBefore);
                interrupted.add(last - spoken);
                toAgent.add(heardAt(log) - spoken);
                SippLoad.pause(Duration.ofMillis(500));
            }
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("to_agent_ms", summary(toAgent));
            report.put("interrupted_ms", summary(interrupted));
            System.out.println(JsonText.of(report));
        } finally {
            theSwitch.close();
            agent.destroy();
        }
    }

    /** When the last packet came before half a second without any. */
    private static double untilSilent(ConsolePhone phone) {
        double last = System.nanoTime() / 1e6;
        long heard = phone.packetsHeard();
        while (System.nanoTime() / 1e6 - last < 500) {
            long now = phone.packetsHeard();
            if (now > heard) last = System.nanoTime() / 1e6;
            heard = now;
            SippLoad.pause(Duration.ofMillis(1));
        }
        return last;
    }

    private static int count(Path log) {
        return (int) HEARS.matcher(text(log)).results().count();
    }

    private static double heardAt(Path log) {
        return HEARS.matcher(text(log))
                .results()
                .reduce((_, later) -> later)
                .map(found -> Double.parseDouble(found.group(1)))
                .orElseThrow();
    }

    private static String text(Path log) {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void await(BooleanSupplier what) {
        long began = System.nanoTime();
        while (!what.getAsBoolean()) {
            if (System.nanoTime() - began > 20e9) throw new IllegalStateException("nothing came of it within 20 s");
            SippLoad.pause(Duration.ofMillis(1));
        }
    }

    private static Map<String, Object> summary(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("median", sorted.get(sorted.size() / 2));
        summary.put("lowest", sorted.getFirst());
        summary.put("highest", sorted.getLast());
        return summary;
    }

    private static short[] tone(double hertz, double seconds) {
        short[] samples = new short[(int) (8000 * seconds)];
        for (int i = 0; i < samples.length; i++)
            samples[i] = (short) Math.round(12_000 * Math.sin(2 * Math.PI * hertz * i / 8000));
        return samples;
    }

    private static byte[] wav(short[] samples) {
        var bytes = java.nio.ByteBuffer.allocate(44 + 2 * samples.length).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples.length);
        bytes.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1);
        bytes.putInt(8000).putInt(16_000).putShort((short) 2).putShort((short) 16);
        bytes.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples.length);
        for (short sample : samples) bytes.putShort(sample);
        return bytes.array();
    }
}
