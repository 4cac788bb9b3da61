package org.strowger.sip.dns;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRawRecord;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.strowger.sip.Transport;

/**
 * A NAPTR record that leads to SRV records (RFC 3403 §4, RFC 3263 §4.1): which transports a domain would like, and
 * where it has them.
 *
 * @param service as {@link Transport#pointerService}, in capitals
 * @param services the name to ask SRV for, in lower case, with a dot at its end
 */
record AuthorityPointer(int order, int preference, String service, String services) {

    private static final String TO_SERVICES = "S";
    private static final Comparator<AuthorityPointer> WANTED =
            Comparator.comparingInt(AuthorityPointer::order).thenComparingInt(AuthorityPointer::preference);

    /** A way by which a domain can be reached. */
    record Choice(Transport transport, String services) {}

    /** Empty if it leads to something else than SRV records; throws if it is garbled. */
    static Optional<AuthorityPointer> of(DnsRawRecord record) {
        ByteBuf content = record.content().duplicate();
        int order = content.readUnsignedShort();
        int preference = content.readUnsignedShort();
        String flags = text(content);
        String service = text(content);
        text(content); // a regular expression, which would stand instead of a name
        String replacement = DefaultDnsRecordDecoder.decodeName(content);
        if (!flags.equals(TO_SERVICES) || replacement.equals(".")) return Optional.empty();
        return Optional.of(new AuthorityPointer(order, preference, service, replacement.toLowerCase(Locale.ROOT)));
    }

    /** A character-string (RFC 1035 §3.3), in capitals: what stands in those of interest has no case. */
    private static String text(ByteBuf content) {
        return content.readCharSequence(content.readUnsignedByte(), StandardCharsets.US_ASCII)
                .toString()
                .toUpperCase(Locale.ROOT);
    }

    /** Those that lead to one of the transports, as the domain would have them. */
    static List<Choice> choices(List<AuthorityPointer> pointers, List<Transport> transports) {
        return pointers.stream()
                .sorted(WANTED)
                .flatMap(pointer -> transports.stream()
                        .filter(transport -> transport.pointerService().equals(pointer.service))
                        .limit(1)
                        .map(transport -> new Choice(transport, pointer.services)))
                .toList();
    }
}
