package org.strowger.webrtc;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.strowger.rtp.MediaSecurity;
import org.strowger.rtp.SrtpProfile;

/**
 * What both sides of a handshake have in common: records, the transcript, and the flight that is sent again until it is
 * answered (RFC 6347 §4.2).
 */
abstract class DtlsSession {

    /** What a path surely carries (RFC 8261 and browsers reckon with as much), octets. */
    private static final int DATAGRAM = 1200;

    /**
     * Our flight is sent again for the peer's sake no sooner after the last time, ns: an answer to each of what
     * somebody writes as the peer would be many times what he has sent. Browsers wait for 50 ms at first.
     */
    private static final long SOONEST_AGAIN = Duration.ofMillis(40).toNanos();

    private static final int FATAL = 2;
    private static final int WARNING = 1;
    private static final int CLOSE_NOTIFY = 0;
    private static final int SEALED = 1;
    private static final byte[] CHANGE = {1};
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DtlsIdentity identity;
    private final Set<Fingerprint> fingerprints;
    private final PeerClock clock;
    private final Listener listener;
    private final DtlsRecords records = new DtlsRecords();
    private final HandshakeInbox inbox = new HandshakeInbox();
    private final ByteArrayOutputStream transcript = new ByteArrayOutputStream(2048);
    private final List<Sent> flight = new ArrayList<>(5);
    private int sequence;
    private long sentAt;
    private boolean proven;
    /** Whether a datagram begins what was taken last. */
    private boolean repeats;

    private @Nullable KeySchedule keys;
    private @Nullable PeerCertificate certificate;

    /** Who is told. */
    interface Listener {
        void send(byte[] datagram);

        void keyed(MediaSecurity keys);

        /** It is over, and nobody has asked for that. */
        void over(PeerOutput.Reason reason, String why);
    }

    /** Of the latest flight. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two
    private record Sent(int type, int epoch, byte[] content) {}

    DtlsSession(DtlsIdentity identity, Set<Fingerprint> fingerprints, PeerClock clock, Listener listener) {
        this.identity = identity;
        this.fingerprints = fingerprints;
        this.clock = clock;
        this.listener = listener;
    }

    static byte[] random() {
        byte[] drawn = new byte[Hello.RANDOM];
        RANDOM.nextBytes(drawn);
        return drawn;
    }

    abstract void begin();

    abstract void stop();

    abstract boolean isOver();

    /** A whole message, in its turn. */
    abstract void received(HandshakeMessage message);

    abstract void repeated();

    abstract void alerted(String why);

    /** What was wrong with what is being checked. */
    abstract void bad(DtlsFault fault);

    /** Takes a datagram. */
    final void received(byte[] datagram) {
        repeats = false;
        records.read(datagram, this::record);
        if (repeats && !isOver() && clock.nanos() - sentAt >= SOONEST_AGAIN) repeated();
    }

    private void record(int type, int epoch, byte[] content) {
        // Once the peer has shown its keys, who has none changes and ends nothing.
        if (isOver() || (proven && epoch != SEALED)) return;
        if (type == DtlsRecords.HANDSHAKE) handshake(epoch, content);
        else if (type == DtlsRecords.ALERT && content.length == 2) alert(content[0], content[1] & 0xFF);
    }

    private void handshake(int epoch, byte[] content) {
        repeats |= inbox.add(epoch, content);
        for (Optional<HandshakeMessage> next = inbox.take(); next.isPresent() && !isOver(); next = inbox.take())
            received(next.get());
    }

    private void alert(int level, int description) {
        if (description == CLOSE_NOTIFY) alerted("");
        else if (level == FATAL) alerted("alert " + description);
    }

    // What came

    /** A check of a message that may find fault with it. */
    interface Check {
        void of(HandshakeMessage message) throws DtlsFault, GeneralSecurityException;
    }

    /** Whether a message passes; else {@link #bad} has been told. What passes is part of the transcript. */
    final boolean passes(HandshakeMessage message, Check check) {
        try {
            boolean isSealed = message.type() == HandshakeMessage.FINISHED;
            if (message.epoch() != (isSealed ? SEALED : 0))
                throw new DtlsFault(DtlsFault.UNEXPECTED_MESSAGE, "a message in the wrong epoch");
            check.of(message);
            return true;
        } catch (DtlsFault e) {
            bad(e);
        } catch (GeneralSecurityException e) {
            bad(new DtlsFault(DtlsFault.INTERNAL_ERROR, String.valueOf(e.getMessage())));
        }
        return false;
    }

    final void note(HandshakeMessage message) {
        transcript.writeBytes(message.octets());
    }

    /** The session's hash begins anew (RFC 6347 §4.2.1). */
    final void forget() {
        transcript.reset();
    }

    final byte[] transcript() {
        return transcript.toByteArray();
    }

    final void takeCertificate(HandshakeMessage message) throws DtlsFault {
        certificate = PeerCertificate.read(message.body(), fingerprints);
    }

    final PeerCertificate certificate() {
        if (certificate == null) throw new IllegalStateException("no certificate has been shown");
        return certificate;
    }

    final DtlsIdentity identity() {
        return identity;
    }

    // Keys

    /** From now on what comes and goes may be sealed. */
    final void keys(KeySchedule schedule, DtlsRole ours) throws GeneralSecurityException {
        keys = schedule;
        RecordCipher client = schedule.cipher(DtlsRole.CLIENT);
        RecordCipher server = schedule.cipher(DtlsRole.SERVER);
        if (ours == DtlsRole.CLIENT) records.keys(server, client);
        else records.keys(client, server);
    }

    final KeySchedule keys() {
        if (keys == null) throw new IllegalStateException("there are no keys yet");
        return keys;
    }

    final void checkFinished(HandshakeMessage message, DtlsRole theirs) throws DtlsFault, GeneralSecurityException {
        if (!MessageDigest.isEqual(message.body(), keys().finished(theirs, transcript())))
            throw new DtlsFault(DtlsFault.DECRYPT_ERROR, "the two sides have not heard the same");
        proven = true;
    }

    final void tellKeys(SrtpProfile profile, DtlsRole ours) {
        try {
            listener.keyed(keys().media(profile, ours));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each JDK has HMAC-SHA256", e);
        }
    }

    // What goes

    /** Another flight begins: the one before has been answered. */
    final void beginFlight() {
        flight.clear();
    }

    final void say(int type, byte[] body) {
        boolean isSealed = type == HandshakeMessage.FINISHED;
        HandshakeMessage message = new HandshakeMessage(type, sequence++, isSealed ? SEALED : 0, body);
        note(message);
        flight.add(new Sent(DtlsRecords.HANDSHAKE, message.epoch(), message.octets()));
    }

    /** What follows is sealed. */
    final void sayChange() {
        flight.add(new Sent(DtlsRecords.CHANGE_CIPHER_SPEC, 0, CHANGE));
    }

    final void sayFinished(DtlsRole ours) throws GeneralSecurityException {
        sayChange();
        say(HandshakeMessage.FINISHED, keys().finished(ours, transcript()));
    }

    /** Sends the flight, for the first time or again, under new numbers (RFC 6347 §4.2.4). */
    final void sendFlight() {
        sentAt = clock.nanos();
        byte[] datagram = new byte[0];
        for (Sent each : flight) {
            byte[] record = written(each.type, each.epoch, each.content);
            if (datagram.length > 0 && datagram.length + record.length > DATAGRAM) {
                listener.send(datagram);
                datagram = new byte[0];
            }
            datagram = DtlsRecords.joined(datagram, record);
        }
        if (datagram.length > 0) listener.send(datagram);
    }

    private byte[] written(int type, int epoch, byte[] content) {
        try {
            return records.written(type, epoch, content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each JDK has AES-GCM", e);
        }
    }

    // How it ends

    final void refuse(DtlsFault fault) {
        sendAlert(FATAL, fault.alert());
        listener.over(PeerOutput.Reason.HANDSHAKE, fault.why());
    }

    final void refuseOrder() {
        refuse(new DtlsFault(DtlsFault.UNEXPECTED_MESSAGE, "a message of the handshake out of its order"));
    }

    final void sayClosed() {
        sendAlert(WARNING, CLOSE_NOTIFY);
    }

    /** RFC 5246 §7.1: sealed from our ChangeCipherSpec on; before it the peer may have no keys yet. */
    private void sendAlert(int level, int description) {
        int epoch = records.hasSealed() ? SEALED : 0;
        listener.send(written(DtlsRecords.ALERT, epoch, new byte[] {(byte) level, (byte) description}));
    }

    final void tellLate() {
        listener.over(PeerOutput.Reason.HANDSHAKE, "it takes too long");
    }

    /** @param why empty if the peer has closed */
    final void tellAlerted(String why) {
        if (why.isEmpty()) listener.over(PeerOutput.Reason.CLOSED, "");
        else listener.over(PeerOutput.Reason.HANDSHAKE, "the peer refuses it: " + why);
    }
}
