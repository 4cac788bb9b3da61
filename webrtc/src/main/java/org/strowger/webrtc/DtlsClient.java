package org.strowger.webrtc;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.strowger.statemachine.Effects;
import org.strowger.statemachine.Machine;
import org.strowger.statemachine.MachineObserver;
import org.strowger.webrtc.DtlsClientTable.Effect;
import org.strowger.webrtc.DtlsClientTable.Event;
import org.strowger.webrtc.DtlsClientTable.State;

/** The client's side of a handshake ({@link DtlsClientTable}), for peers that want us to begin. */
final class DtlsClient extends DtlsSession implements Effects<Effect> {

    private static final int NAMED_CURVE = 3;

    /** The second is for whoever has only what everybody must have (RFC 8827 §6.5). */
    private static final List<Integer> PROFILES = List.of(SrtpProfiles.GCM_128.number, SrtpProfiles.CM_SHA1_80.number);

    private final Machine<State, Event, Effect> machine;
    private final KeyPair pair;
    private final Hello hello = new Hello(random(), PROFILES, true, true);
    private byte[] serverRandom = new byte[0];
    private byte[] serverPoint = new byte[0];
    private SrtpProfiles profile = SrtpProfiles.GCM_128;

    DtlsClient(DtlsIdentity identity, Set<Fingerprint> fingerprints, PeerClock clock, Listener listener) {
        super(identity, fingerprints, clock, listener);
        try {
            pair = EllipticCurve.keyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each JDK has P-256", e);
        }
        machine = new Machine<>(DtlsClientTable.TABLE, clock, DtlsTime.TIMINGS, this, MachineObserver.STRICT, this);
    }

    @Override
    void begin() {
        machine.fire(Event.BEGIN);
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
                    case HandshakeMessage.HELLO_VERIFY_REQUEST -> Event.COOKIE;
                    case HandshakeMessage.SERVER_HELLO -> Event.HELLO;
                    case HandshakeMessage.CERTIFICATE -> Event.CERTIFICATE;
                    case HandshakeMessage.SERVER_KEY_EXCHANGE -> Event.KEY;
                    case HandshakeMessage.CERTIFICATE_REQUEST -> Event.REQUEST;
                    case HandshakeMessage.SERVER_HELLO_DONE -> Event.DONE;
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
            case SEND_HELLO -> sendHello(new byte[0]);
            case SEND_HELLO_WITH_COOKIE -> passes((HandshakeMessage) payload, this::sendHelloWithCookie);
            case SEND_LAST -> sendLast();
            case SEND_AGAIN -> sendFlight();
            case REFUSE -> refuse((DtlsFault) payload);
            case REFUSE_ORDER -> refuseOrder();
            case SAY_CLOSED -> sayClosed();
            case TELL_KEYS -> tellKeys(profile.profile, DtlsRole.CLIENT);
            case TELL_LATE -> tellLate();
            case TELL_ALERTED -> tellAlerted((String) payload);
        }
    }

    private void sendHello(byte[] cookie) {
        beginFlight();
        say(HandshakeMessage.CLIENT_HELLO, hello.client(cookie));
        sendFlight();
    }

    /** RFC 6347 §4.2.1: neither the first hello nor the request is part of what is hashed. */
    private void sendHelloWithCookie(HandshakeMessage request) throws DtlsFault {
        OctetReader in = new OctetReader(request.body());
        in.number(2);
        byte[] cookie = in.vector(1);
        forget();
        sendHello(cookie);
    }

    private void check(HandshakeMessage message) throws DtlsFault, GeneralSecurityException {
        switch (message.type()) {
            case HandshakeMessage.SERVER_HELLO -> {
                Hello theirs = Hello.ofServer(message.body());
                profile = chosen(theirs.profiles());
                serverRandom = theirs.random();
            }
            case HandshakeMessage.CERTIFICATE -> takeCertificate(message);
            case HandshakeMessage.SERVER_KEY_EXCHANGE -> takeKey(message.body());
            case HandshakeMessage.FINISHED -> checkFinished(message, DtlsRole.SERVER);
            default -> {}
        }
        note(message);
    }

    /** RFC 5764 §4.1.1: one, of those that were offered. */
    private static SrtpProfiles chosen(List<Integer> said) throws DtlsFault {
        if (said.size() != 1 || !PROFILES.contains(said.getFirst()))
            throw new DtlsFault(DtlsFault.ILLEGAL_PARAMETER, "not one profile of SRTP that was offered");
        return SrtpProfiles.chosen(said).orElseThrow();
    }

    private void takeKey(byte[] body) throws DtlsFault {
        OctetReader in = new OctetReader(body);
        if (in.number(1) != NAMED_CURVE || in.number(2) != EllipticCurve.SECP256R1)
            throw new DtlsFault(DtlsFault.ILLEGAL_PARAMETER, "a curve that was not offered");
        serverPoint = in.vector(1);
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes(hello.random());
        signed.writeBytes(serverRandom);
        signed.writeBytes(Arrays.copyOf(body, 4 + serverPoint.length));
        certificate().verify(signed.toByteArray(), in);
    }

    private void sendLast() {
        beginFlight();
        try {
            say(HandshakeMessage.CERTIFICATE, PeerCertificate.message(identity()));
            byte[] shared = EllipticCurve.agreed(pair.getPrivate(), serverPoint);
            say(
                    HandshakeMessage.CLIENT_KEY_EXCHANGE,
                    new OctetWriter().vector(1, EllipticCurve.point(pair)).octets());
            keys(new KeySchedule(shared, transcript(), hello.random(), serverRandom), DtlsRole.CLIENT);
            say(
                    HandshakeMessage.CERTIFICATE_VERIFY,
                    PeerCertificate.signed(identity().key(), transcript()));
            sayFinished(DtlsRole.CLIENT);
            sendFlight();
        } catch (DtlsFault e) {
            bad(e);
        } catch (GeneralSecurityException e) {
            bad(new DtlsFault(DtlsFault.INTERNAL_ERROR, String.valueOf(e.getMessage())));
        }
    }
}
