package org.strowger.call.core;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.sip.address.Address;
import javax.sip.header.FromHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import org.strowger.call.Call;
import org.strowger.call.Caller;
import org.strowger.dialog.IncomingSession;
import org.strowger.directory.Trunk;
import org.strowger.directory.UserPart;
import org.strowger.sip.WireMessage;
import org.strowger.sip.message.SipCodec;

/**
 * What an INVITE says, as values; and who sent it, as far as that is known. Read on the call's loop at first, then by its thread, never
 * changed.
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

    public static IncomingRequest of(
            IncomingSession session,
            Optional<Trunk> trunk,
            String context,
            Optional<String> account,
            Instant receivedAt) {
        Request invite = session.invite();
        Address from = ((FromHeader) invite.getHeader(FromHeader.NAME)).getAddress();
        String name = Optional.ofNullable(from.getDisplayName()).orElse("");
        Caller caller = new Caller(UserPart.of(from.getURI()), name, account);
        return new IncomingRequest(
                session.transaction().wire().withoutBody(),
                invite.getRequestURI().toString(),
                from.getURI().toString(),
                ((ToHeader) invite.getHeader(ToHeader.NAME))
                        .getAddress()
                        .getURI()
                        .toString(),
                session.flow().remote(),
                trunk.map(Trunk::name),
                context,
                UserPart.of(invite.getRequestURI()),
                caller,
                receivedAt);
    }

    public static String fromUser(Request request) {
        return UserPart.of(
                ((FromHeader) request.getHeader(FromHeader.NAME)).getAddress().getURI());
    }

    @Override
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** All values of a header, in their order. */
    public List<String> headers(String name) {
        // No parsed message outlives its transaction; who asks pays for parsing again.
        if (!(SipCodec.parse(wire) instanceof SipCodec.Parsed.GoodRequest(Request invite))) return List.of();
        List<String> values = new ArrayList<>();
        for (Iterator<?> all = invite.getHeaders(name); all.hasNext(); ) {
            String line = String.valueOf(all.next());
            values.add(line.substring(line.indexOf(':') + 1).trim());
        }
        return values;
    }
}
