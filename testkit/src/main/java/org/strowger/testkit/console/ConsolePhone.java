package org.strowger.testkit.console;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.strowger.media.MediaSettings;
import org.strowger.media.memory.InMemoryMedia;
import org.strowger.sip.Hop;
import org.strowger.sip.Identifiers;
import org.strowger.sip.Transport;
import org.strowger.sip.dns.HopResolver;
import org.strowger.sip.message.SipUri;
import org.strowger.sip.transport.Listener;
import org.strowger.sip.transport.SipLoops;
import org.strowger.sip.transport.SipTransports;
import org.strowger.sip.transport.TransportLimits;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.Secret;
import org.strowger.statemachine.VirtualTime;
import org.strowger.testkit.Wav;
import org.strowger.testkit.phone.PhoneCall;
import org.strowger.testkit.phone.PhoneDigest;
import org.strowger.testkit.phone.PhoneLine;
import org.strowger.testkit.phone.PhonePlace;
import org.strowger.testkit.phone.PhoneReaction;
import org.strowger.transaction.TransactionSettings;

/**
 * A phone on real sockets for people without one at hand, on the very transactions and dialogs of the switch:
 * registers, calls, answers, presses keys, plays a file, keeps what it hears. G.711 over UDP. Safe on any thread.
 */
public final class ConsolePhone implements AutoCloseable {

    private static final Duration GOODBYE = Duration.ofMillis(500);

    /** What the phone does when it is called. */
    public enum Pickup {
        /** Rings until told otherwise. */
        BY_HAND,
        /** Answers after a second. */
        BY_ITSELF
    }

    /**
     * Whose phone it is.
     *
     * @param number the account
     * @param domain what stands behind the @
     * @param exchange where the switch listens for UDP
     */
    public record Account(String number, Secret password, String domain, InetSocketAddress exchange) {}

    /** Levels of the moment, dB below full scale; -99 for silence. */
    public record Levels(int heard, int spoken) {}

    private final SipLoops loops;
    private final SipTransports transports;
    private final SocketAudio audio;
    private final Loop loop;
    private final PhoneLine line;

    /**
     * Takes sockets, but sends nothing yet.
     *
     * @param notes told in a few words what happens: {@code REGISTER 200}, {@code rings for 1002}, {@code is answered},
     *     {@code is refused 486}, {@code peer hung up}
     * @throws IOException if no socket can be had
     */
    public ConsolePhone(Account account, Pickup pickup, Consumer<String> notes) throws IOException {
        SecureRandom random = new SecureRandom();
        InetAddress local = localToward(account.exchange());
        loops = SipLoops.start(1);
        loop = loops.loops().getFirst();
        audio = new SocketAudio(loop, local, random.nextInt());
        CompletableFuture<PhoneLine> ready = new CompletableFuture<>();
        transports = SipTransports.open(
                loops,
                List.of(Listener.udp(new InetSocketAddress(local, 0))),
                TransportLimits.DEFAULT,
                message -> ready.thenAccept(there -> there.received(message)));
        Hop exchange = new Hop(Transport.UDP, account.exchange());
        PhonePlace place = new PhonePlace(
                loop,
                transports,
                resolver(exchange),
                transports.listeners().getFirst().bind(),
                exchange,
                account.domain(),
                TransactionSettings.RFC_3261,
                new Identifiers(0, random));
        PhoneDigest digest = new PhoneDigest(account.number(), Optional.of(account.password()), random);
        line = new PhoneLine(place, account.number(), digest, audio, notes);
        if (pickup == Pickup.BY_ITSELF) line.reacts(new PhoneReaction.Answers(Duration.ofSeconds(1)));
        ready.complete(line);
    }

    private static InetAddress localToward(InetSocketAddress exchange) throws SocketException {
        try (DatagramSocket probe = new DatagramSocket()) {
            probe.connect(exchange);
            return probe.getLocalAddress();
        }
    }

    // Contacts and routes name addresses; what names a host is left to the switch.
    private static HopResolver resolver(Hop exchange) {
        return uri -> CompletableFuture.completedFuture(List.of(hop(uri, exchange)));
    }

    private static Hop hop(SipUri uri, Hop exchange) {
        try {
            int port = uri.port().orElse(5060);
            return new Hop(Transport.UDP, new InetSocketAddress(InetAddress.ofLiteral(uri.host()), port));
        } catch (IllegalArgumentException _) {
            return exchange;
        }
    }

    /** Registers, and stays registered. */
    public void register() {
        loop.execute(line::stayRegistered);
    }

    /** Calls a number. */
    public void call(String number) {
        PhoneCall call = PhoneCall.of(number, line.number(), java.util.Map.of());
        loop.execute(() -> line.call(call));
    }

    /** Answers the call that rings. */
    public void answer() {
        loop.execute(line::answer);
    }

    /** Hangs up, gives up calling, or refuses what rings. */
    public void hangUp() {
        loop.execute(() -> {
            if (line.isRinging()) line.refuse(486);
            else line.hangUp();
        });
    }

    /** Presses keys, as RFC 4733 events. */
    public void press(String keys) {
        loop.execute(() -> audio.spoken().press(keys));
    }

    /**
     * Speaks a sound file.
     *
     * @throws IOException if it can't be read; the message says why
     */
    public void play(Path file) throws IOException {
        short[] samples;
        try (InMemoryMedia reader = new InMemoryMedia(new VirtualTime(), MediaSettings.defaults(), 1)) {
            samples = reader.audio(file);
        }
        loop.execute(() -> audio.spoken().play(samples));
    }

    /** Levels of the moment; empty outside of calls. */
    public Optional<Levels> levels() {
        return onLoop(() -> line.isTalking()
                ? Optional.of(new Levels(
                        decibels(audio.heard().level()), decibels(audio.spoken().level())))
                : Optional.<Levels>empty());
    }

    /** How many packets of audio were heard so far. */
    public long packetsHeard() {
        return onLoop(() -> audio.heard().packets());
    }

    /**
     * Keeps what was heard so far as a WAV file, 8 kHz.
     *
     * @throws IOException if it can't be written
     */
    public void save(Path file) throws IOException {
        Files.write(file, Wav.of(onLoop(audio.heard()::all)));
    }

    private <T> T onLoop(java.util.function.Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, loop).join();
    }

    private static int decibels(double level) {
        return level < 1 ? -99 : (int) Math.round(20 * Math.log10(level / 32768));
    }

    /** Hangs up, unregisters, gives its sockets back. */
    @Override
    public void close() {
        CountDownLatch gone = new CountDownLatch(1);
        loop.execute(() -> {
            line.hangUp();
            line.leave();
            loop.schedule(GOODBYE, gone::countDown);
        });
        try {
            gone.await(2 * GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        audio.close();
        transports.close();
        loops.close();
    }
}
