package org.strowger.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.sip.Hop;
import org.strowger.sip.Identifiers;
import org.strowger.sip.Transport;
import org.strowger.sip.memory.InMemoryHost;
import org.strowger.sip.memory.InMemoryNetwork;
import org.strowger.sip.memory.InMemoryNetwork.Conditions;
import org.strowger.sip.message.Sip;
import org.strowger.sip.message.SipRequest;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.VirtualTime;

/** The product of client and server over a network that loses, doubles and reorders, in virtual time. */
class LossyNetworkTest {

    private static final int RUNS = Integer.getInteger("runs", 250);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration RUN = Duration.ofMinutes(6);

    @ParameterizedTest
    @MethodSource("transports")
    void every_run_ends_with_at_most_one_final_outcome_and_leaves_nothing_behind(Transport transport) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("client × server over " + transport + ": -Dseed=" + seed);
        SplittableRandom seeds = new SplittableRandom(seed);
        Set<String> seen = new TreeSet<>();
        for (int run = 0; run < RUNS; run++)
            seen.addAll(new Run(seeds.nextLong(), transport, "-Dseed=" + seed + " run " + run).outcomes());
        assertThat(seen)
                .as("the whims have brought about what they should")
                .contains("200 of INVITE", "486 of INVITE", "487 of INVITE", "200 of MESSAGE", "486 of MESSAGE")
                .contains(transport == Transport.UDP ? "timed out" : "transport failed");
    }

    static Stream<Transport> transports() {
        return Stream.of(Transport.UDP, Transport.TCP);
    }

    /** One client and one server, a few requests, and whims from one seed. */
    private static final class Run {

        private final String run;
        private final Transport transport;
        private final SplittableRandom whims;
        private final VirtualTime time = new VirtualTime();
        private final InMemoryNetwork network;
        private final Loop clientLoop = time.newLoop("client");
        private final Loop serverLoop = time.newLoop("server");
        private final InMemoryHost serverHost;
        private final TransactionLayer client;
        private final TransactionLayer server;
        private final List<Caller> callers = new ArrayList<>();
        private final Set<String> acknowledged = new HashSet<>();
        private final Set<String> served = new HashSet<>();

        Run(long seed, Transport transport, String run) {
            this.run = run;
            this.transport = transport;
            this.whims = new SplittableRandom(seed);
            this.network = new InMemoryNetwork(time, seed);
            double loss = whims.nextDouble(0.7);
            network.conditions(new Conditions(
                    Duration.ofMillis(20), Duration.ofMillis(whims.nextInt(900)), loss, whims.nextDouble(0.3)));
            InMemoryHost clientHost = network.host("client", new InetSocketAddress("192.0.2.1", 5060), clientLoop);
            serverHost = network.host("server", new InetSocketAddress("192.0.2.2", 5060), serverLoop);
            client = layer(clientLoop, clientHost, 1);
            server = layer(serverLoop, serverHost, 2);
            client.user(new Callee()); // told of stray answers
            server.user(new Callee());
        }

        private TransactionLayer layer(Loop loop, InMemoryHost host, int index) {
            Identifiers ids = new Identifiers(index, new SplittableRandom(whims.nextLong()));
            TransactionLayer layer =
                    new TransactionLayer(loop, host, ids, TransactionSettings.RFC_3261, MachineObserver.NONE);
            host.receiver(layer::received);
            return layer;
        }

        Set<String> outcomes() {
            play();
            Set<String> outcomes = new HashSet<>();
            callers.forEach(caller -> outcomes.addAll(caller.outcomes));
            return outcomes;
        }

        private Duration aMoment() {
            return Duration.ofMillis(whims.nextInt(3_000));
        }

        private void play() {
            for (int i = 0; i < 4; i++) clientLoop.schedule(aMoment(), new Caller(i)::call);
            if (whims.nextInt(8) == 0) serverLoop.schedule(aMoment(), serverHost::stop);
            time.advance(RUN);
            assertThat(callers).as(run).hasSize(4).allMatch(caller -> caller.outcomes.size() == 1);
            assertThat(client.size()).as(run).isZero();
            assertThat(server.size()).as(run).isZero();
            assertThat(client.figures().liveClients()).as(run).isZero();
            assertThat(server.figures().liveServers()).as(run).isZero();
            assertThat(client.figures().listenerFaults() + server.figures().listenerFaults())
                    .as(run)
                    .isZero();
            assertThat(time.pendingTimers()).as(run).isZero();
        }

        /** Sends one request; acknowledges each 2xx; cancels on a whim, and for certain when its patience ends. */
        private final class Caller implements ClientListener {

            final List<String> outcomes = new ArrayList<>();
            private final String method;
            private final int number;

            Caller(int number) {
                this.number = number;
                this.method = number % 2 == 0 ? Request.INVITE : Request.MESSAGE;
                callers.add(this);
            }

            void call() {
                Hop hop = new Hop(transport, serverHost.address());
                ClientTransaction ours = client.send(request(method, ""), hop, Optional.empty(), this);
                if (!method.equals(Request.INVITE)) return;
                if (whims.nextInt(3) == 0)
                    clientLoop.schedule(Duration.ofMillis(whims.nextInt(4_000)), () -> ours.cancel(List.of()));
                clientLoop.schedule(PATIENCE, () -> ours.cancel(List.of()));
            }

            @Override
            public void provisional(Response response) {
                assertThat(outcomes).as(run).isEmpty();
            }

            @Override
            public void answered(Response response) {
                String outcome = response.getStatusCode() + " of "
                        + ((CSeqHeader) response.getHeader(CSeqHeader.NAME)).getMethod();
                boolean again = outcomes.contains(outcome) && outcome.startsWith("200 of INVITE");
                if (!again) outcomes.add(outcome);
                if (outcome.equals("200 of INVITE")) acknowledge(response);
            }

            @Override
            public void timedOut() {
                outcomes.add("timed out");
            }

            @Override
            public void transportFailed() {
                outcomes.add("transport failed");
            }

            private void acknowledge(Response response) {
                String tag = ((ToHeader) response.getHeader(ToHeader.NAME)).getTag();
                client.sendAck(
                        request(Request.ACK, ";tag=" + tag),
                        new Hop(transport, serverHost.address()),
                        Optional.empty());
            }

            private Request request(String what, String tag) {
                return Lab.request("""
                    %s sip:bob@192.0.2.2 SIP/2.0
                    From: <sip:alice@192.0.2.1>;tag=a%d
                    To: <sip:bob@192.0.2.2>%s
                    Call-ID: c%d
                    CSeq: 1 %s
                    Max-Forwards: 70
                    Content-Length: 0

                    """.formatted(what, number, tag, number, what));
            }
        }

        /**
         * Answers each request when and how it likes; repeats a 2xx to INVITE until its ACK or for 64·T1 (§13.3.1.4).
         */
        private final class Callee implements TransactionUser {

            @Override
            public void requested(ServerTransaction transaction) {
                assertThat(served.add(
                                transaction.wire().callId() + transaction.wire().branch()))
                        .as("told once; " + run)
                        .isTrue();
                transaction.listener(new ServerListener() {
                    @Override
                    public void cancelled(SipRequest cancel) {
                        answer(transaction, Response.REQUEST_TERMINATED);
                    }
                });
                for (int i = whims.nextInt(3); i > 0; i--) later(transaction, 180, whims.nextInt(3_000));
                later(transaction, whims.nextBoolean() ? 200 : 486, whims.nextInt(8_000));
            }

            private void later(ServerTransaction transaction, int status, int millis) {
                serverLoop.schedule(Duration.ofMillis(millis), () -> answer(transaction, status));
            }

            private void answer(ServerTransaction transaction, int status) {
                if (transaction.isAnswered()) return;
                Response response = Sip.response(status, transaction.request());
                boolean accepted = status == 200 && transaction.wire().method().equals(Request.INVITE);
                transaction.respond(response);
                if (accepted) repeat(transaction, response, 500, 64);
            }

            private void repeat(ServerTransaction transaction, Response ok, int millis, int left) {
                serverLoop.schedule(Duration.ofMillis(millis), () -> {
                    if (acknowledged.contains(transaction.callId()) || left <= 0) return;
                    transaction.respond(ok);
                    repeat(transaction, ok, Math.min(2 * millis, 4_000), left - millis / 500);
                });
            }

            @Override
            public void acknowledged(Request ack) {
                acknowledged.add(((CallIdHeader) ack.getHeader(CallIdHeader.NAME)).getCallId());
            }

            @Override
            public void strayAnswer(Response response) {}
        }
    }
}
