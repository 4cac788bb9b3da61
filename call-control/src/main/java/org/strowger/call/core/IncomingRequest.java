package org.strowger.call.core;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strowger.call.Call;
import org.strowger.call.Caller;
import org.strowger.dialog.IncomingSession;
import org.strowger.directory.Trunk;
import org.strowger.directory.UserPart;
import org.strowger.sip.WireMessage;
import org.strowger.sip.message.NameAddress;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.Uri;

/**
 * What an INVITE says, as values; and who sent it, as far as that is known. Read on the call's loop at first, then by
 * its thread, never changed.
 */
public record IncomingRequest(
        WireMessage wire,
        String requestUri,
        String from,
        String to,
        InetSocketAddress source,
        Optional<String> trunk,
        String context,
        String number,
        Caller caller,
        Instant receivedAt)
        implements Call.CallRequest {

    /** @param number what was dialled */
    public static IncomingRequest of(
            IncomingSession session,
            Optional<Trunk> trunk,
            String context,
            Optional<String> account,
            String number,
            Instant receivedAt) {
        SipRequest invite = session.invite();
        Uri called = invite.uri();
        NameAddress from = invite.from();
        Uri calling = from.uri();
        Caller caller = new Caller(UserPart.of(calling), from.displayName(), account);
        return new IncomingRequest(
                session.transaction().wire().withoutBody(),
                called.toString(),
                calling.toString(),
                invite.to().uri().toString(),
                session.flow().remote(),
                trunk.map(Trunk::name),
                context,
                number,
                caller,
                receivedAt);
    }

    public static String fromUser(SipRequest request) {
        return UserPart.of(request.from().uri());
    }

    @Override
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** All values of a header, in their order. */
    public List<String> headers(String name) {
        // No parsed message outlives its transaction; who asks pays for parsing again.
        List<String> values = new ArrayList<>();
        SipRequest.read(wire).ifPresent(invite -> {
            for (SipHeader header : invite.headers(name)) values.add(header.value());
        });
        return values;
    }
}
