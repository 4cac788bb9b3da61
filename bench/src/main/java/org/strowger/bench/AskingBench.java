package org.strowger.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;
import org.strowger.agent.AgentSockets;
import org.strowger.call.event.DirectEvents;
import org.strowger.call.exchange.Exchange;
import org.strowger.call.setup.ExchangeEnvironment;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.dialplan.DialplanLoader;
import org.strowger.dialplan.DialplanRouter;
import org.strowger.dialplan.LoadResult;
import org.strowger.directory.MemoryLocations;
import org.strowger.directory.RegistrarSettings;
import org.strowger.media.MediaSettings;
import org.strowger.media.memory.InMemoryMedia;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;
import org.strowger.sip.WireMessage;
import org.strowger.sip.memory.InMemoryHost;
import org.strowger.sip.memory.InMemoryNetwork;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.VirtualTime;
import org.strowger.transaction.TransactionSettings;

/**
 * Calls that wait in {@code ask()}, each on its own thread: what one of them takes of the heap, and how many platform
 * threads there are. Everything is the switch's own but sockets and clock, since twenty thousand legs would need forty
 * thousand descriptors. Run it with a fixed heap.
 */
final class AskingBench {

    private static final InetSocketAddress SWITCH = address("192.0.2.1");
    private static final InetSocketAddress CALLERS = address("192.0.2.2");
    private static final int PAIRS = 31_000; // of media ports, which one address offers
    private static final int FEW = 500;

    private final VirtualTime time = new VirtualTime();
    private final InMemoryNetwork network = new InMemoryNetwork(time, 1);
    private final InMemoryHost callers = network.host("callers", CALLERS, time.newLoop("callers"));
    private final InMemoryMedia media = new InMemoryMedia(
            time, MediaSettings.defaults().withPorts(2048, 2048 + 2 * PAIRS).withTimeout(Duration.ZERO), 1);
    private final Exchange exchange;
    private int made;

    private AskingBench(Path plan) {
        Loop loop = time.newLoop("switch");
        InMemoryHost host = network.host("switch", SWITCH, loop);
        var settings = new ExchangeSettings(
                "Strowger/bench",
                TransactionSettings.RFC_3261,
                ExchangeSettings.Callers.ANYONE,
                1_000_000,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                new RegistrarSettings(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(2)),
                Duration.ofMinutes(5),
                List.of());
        var directory = new Nobody();
        var random = new SplittableRandom(1);
        var environment = new ExchangeEnvironment(
                List.of(loop),
                host,
                _ -> CompletableFuture.completedFuture(List.of(new Hop(Transport.UDP, CALLERS))),
                media,
                AgentSockets.none(),
                directory,
                new MemoryLocations(time),
                time,
                time,
                _ -> random.split(),
                new DirectEvents(time),
                () -> false);
        var loaded = new DialplanLoader(directory, List.of()).load(plan);
        if (!(loaded instanceof LoadResult.Loaded(var dialplan))) throw new IllegalStateException(loaded.toString());
        this.exchange = new Exchange(settings, environment, new DialplanRouter(dialplan, time, (_, _, _) -> {}));
        host.receiver(exchange.receiver());
        callers.receiver(this::answered);
    }

    /** Prints JSON on standard output. Argument: how many calls, 20,000 unless told. */
    public static void main(String[] arguments) throws IOException {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        int calls = arguments.length == 0 ? 20_000 : Integer.parseInt(arguments[0]);
        Path plan = Files.writeString(Files.createTempDirectory("asking").resolve("plan.groovy"), """
            route('100') {
                answer()
                def pin = ask('zero.wav', digits: 4, timeout: 4.hours)
                if (pin == '1234') hangup() else reject 403
            }
            """);
        System.out.println(JsonText.of(new AskingBench(plan).measure(calls)));
    }

    private Map<String, Object> measure(int calls) {
        call(FEW); // loads and compiles what calls need
        long before = liveBytes();
        call(calls);
        long after = liveBytes();
        var standing = exchange.figures();
        var figures = new LinkedHashMap<String, Object>();
        figures.put("calls_waiting", standing.calls());
        figures.put("call_threads", standing.callThreads());
        figures.put("platform_threads", ManagementFactory.getThreadMXBean().getThreadCount());
        figures.put("heap_kB_per_waiting_call", (after - before) / 1024.0 / calls);
        figures.put("heap_fixed_at_kB", Runtime.getRuntime().maxMemory() / 1024);
        exchange.hangUpAll();
        time.advance(Duration.ofMinutes(1));
        figures.put("calls_afterwards", exchange.figures().calls());
        figures.put("ports_afterwards", media.figures().portsInUse());
        return figures;
    }

    /** Lets so many calls in, a hundred at a time, and waits until their transactions are over. */
    private void call(int calls) {
        for (int i = 0; i < calls; i++) {
            invite(++made);
            if (i % 100 == 99) time.advance(Duration.ofMillis(500));
        }
        time.advance(Duration.ofMinutes(1));
    }

    private void invite(int number) {
        String sdp = """
            v=0
            o=- 1 1 IN IP4 192.0.2.2
            s=-
            c=IN IP4 192.0.2.2
            t=0 0
            m=audio 4000 RTP/AVP 0 101
            a=rtpmap:101 telephone-event/8000
            """.replace("\n", "\r\n");
        send("INVITE", number, "", "Contact: <sip:load@192.0.2.2>\r\nContent-Type: application/sdp\r\n", sdp);
    }

    private void answered(WireMessage message) {
        if (message.isRequest() || !"INVITE".equals(message.cseqMethod()) || message.status() != 200) return;
        send("ACK", Integer.parseInt(message.fromTag()), ";tag=" + message.toTag(), "", "");
    }

    private void send(String method, int number, String toTag, String more, String body) {
        String text =
                method + " sip:100@192.0.2.1 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.2;branch=z9hG4bK" + method + number
                        + "\r\nMax-Forwards: 70\r\nFrom: <sip:load@192.0.2.2>;tag=" + number
                        + "\r\nTo: <sip:100@192.0.2.1>" + toTag
                        + "\r\nCall-ID: asking-" + number + "\r\nCSeq: 1 " + method + "\r\n" + more + "Content-Length: "
                        + body.length() + "\r\n\r\n" + body;
        callers.send(text.getBytes(StandardCharsets.US_ASCII), new Hop(Transport.UDP, SWITCH), () -> {});
    }

    private static long liveBytes() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static InetSocketAddress address(String host) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), 5060);
    }
}
