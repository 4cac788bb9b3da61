package org.strowger.webrtc;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.strowger.statemachine.Effects;
import org.strowger.statemachine.Machine;
import org.strowger.statemachine.MachineObserver;
import org.strowger.webrtc.DtlsServerTable.Effect;
import org.strowger.webrtc.DtlsServerTable.Event;
import org.strowger.webrtc.DtlsServerTable.State;

/**
 * The server's side of a handshake ({@link DtlsServerTable}). No cookie is asked for (RFC 6347 §4.2.1): that the client
 * is where it sends from ICE has shown.
 */
final class DtlsServer extends DtlsSession implements Effects<Effect> {

    private static final byte[] NAMED_CURVE = {3, 0, EllipticCurve.SECP256R1};
    /** rsa_sign and ecdsa_sign; both with SHA-256; no authorities (RFC 5246 §7.4.4). */
    private static final byte[] REQUEST = {2, 1, 64, 0, 4, 4, 3, 4, 1, 0, 0};

    private final Machine<State, Event, Effect> machine;
    private final KeyPair pair;
    private final byte[] random = random();
    private @Nullable Hello hello;
    private SrtpProfiles profile = SrtpProfiles.GCM_128;

    DtlsServer(DtlsIdentity identity, Set<Fingerprint> fingerprints, PeerClock clock, Listener listener) {
        super(identity, fingerprints, clock, listener);
        try {
            pair = EllipticCurve.keyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each JDK has P-256", e);
        }
        machine = new Machine<>(DtlsServerTable.TABLE, clock, DtlsTime.TIMINGS, this, MachineObserver.STRICT, this);
    }

    @Override
    void begin() {
        machine.start();
    }

    @Override
    void stop() {
        machine.fire(Event.STOP);
    }

    @Override
    boolean isOver() {
        return machine.isOver();
    }

    @Override
    void received(HandshakeMessage message) {
        machine.fire(
                switch (message.type()) {
                    case HandshakeMessage.CLIENT_HELLO -> Event.HELLO;
                    case HandshakeMessage.CERTIFICATE -> Event.CERTIFICATE;
                    case HandshakeMessage.CLIENT_KEY_EXCHANGE -> Event.KEY;
                    case HandshakeMessage.CERTIFICATE_VERIFY -> Event.PROOF;
                    case HandshakeMessage.FINISHED -> Event.FINISHED;
                    default -> Event.OTHER;
                },
                message);
    }

    @Override
    void repeated() {
        machine.fire(Event.REPEATED);
    }

    @Override
    void alerted(String why) {
        machine.fire(Event.ALERTED, why);
    }

    @Override
    void bad(DtlsFault fault) {
        machine.post(Event.BAD, fault);
    }

    @Override
    public void perform(Effect effect, Object payload) {
        switch (effect) {
            case CHECK -> {
                if (passes((HandshakeMessage) payload, this::check)) machine.post(Event.GOOD);
            }
            case SEND_FIRST -> sendFirst();
            case SEND_LAST -> sendLast();
            case SEND_AGAIN -> sendFlight();
            case REFUSE -> refuse((DtlsFault) payload);
            case REFUSE_ORDER -> refuseOrder();
            case SAY_CLOSED -> sayClosed();
            case TELL_KEYS -> tellKeys(profile.profile, DtlsRole.SERVER);
            case TELL_LATE -> tellLate();
            case TELL_ALERTED -> tellAlerted((String) payload);
        }
    }

    private void check(HandshakeMessage message) throws DtlsFault, GeneralSecurityException {
        switch (message.type()) {
            case HandshakeMessage.CLIENT_HELLO -> {
                Hello theirs = Hello.ofClient(message.body());
                profile = SrtpProfiles.chosen(theirs.profiles())
                        .orElseThrow(() -> new DtlsFault(
                                DtlsFault.HANDSHAKE_FAILURE, "no profile of SRTP that we know is offered"));
                hello = theirs;
                note(message);
            }
            case HandshakeMessage.CERTIFICATE -> {
                takeCertificate(message);
                note(message);
            }
            case HandshakeMessage.CLIENT_KEY_EXCHANGE -> {
                byte[] shared = EllipticCurve.agreed(pair.getPrivate(), new OctetReader(message.body()).vector(1));
                note(message);
                keys(new KeySchedule(shared, transcript(), hello().random(), random), DtlsRole.SERVER);
            }
            case HandshakeMessage.CERTIFICATE_VERIFY -> {
                certificate().verify(transcript(), new OctetReader(message.body()));
                note(message);
            }
            default -> {
                checkFinished(message, DtlsRole.CLIENT);
                note(message);
            }
        }
    }

    private Hello hello() {
        if (hello == null) throw new IllegalStateException("nobody has said hello");
        return hello;
    }

    private void sendFirst() {
        beginFlight();
        Hello theirs = hello();
        say(
                HandshakeMessage.SERVER_HELLO,
                new Hello(random, List.of(profile.number), theirs.renegotiates(), theirs.points()).server());
        say(HandshakeMessage.CERTIFICATE, PeerCertificate.message(identity()));
        say(HandshakeMessage.SERVER_KEY_EXCHANGE, keyExchange());
        say(HandshakeMessage.CERTIFICATE_REQUEST, REQUEST);
        say(HandshakeMessage.SERVER_HELLO_DONE, new byte[0]);
        sendFlight();
    }

    /** RFC 8422 §5.4: what is signed begins with what both have drawn. */
    private byte[] keyExchange() {
        byte[] parameters = new OctetWriter()
                .put(NAMED_CURVE)
                .vector(1, EllipticCurve.point(pair))
                .octets();
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes(hello().random());
        signed.writeBytes(random);
        signed.writeBytes(parameters);
        try {
            return new OctetWriter()
                    .put(parameters)
                    .put(PeerCertificate.signed(identity().key(), signed.toByteArray()))
                    .octets();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each JDK has ECDSA", e);
        }
    }

    private void sendLast() {
        beginFlight();
        try {
            sayFinished(DtlsRole.SERVER);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each JDK has HMAC-SHA256", e);
        }
        sendFlight();
    }
}
