package org.strowger.sip.message;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.ExpiresHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.Header;
import javax.sip.header.MaxForwardsHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * A request or a response as the layers above read and write it: in words of our own, whatever parses underneath
 * ({@code docs/adr/0101}). What is asked for is read where the message lies; nothing is copied before. Names of headers
 * may be in any case. Belongs to one loop.
 */
public abstract sealed class SipMessage permits SipRequest, SipResponse {

    abstract Message message();

    /** What it has in common with all messages of its dialog. */
    public String callId() {
        return ((CallIdHeader) message().getHeader(CallIdHeader.NAME)).getCallId();
    }

    /** Its number among the requests of its sender, or that of the request that it answers. */
    public long cseq() {
        return ((CSeqHeader) message().getHeader(CSeqHeader.NAME)).getSeqNumber();
    }

    /** Who sent the request, as it says itself. */
    public NameAddress from() {
        return new NameAddress(((FromHeader) message().getHeader(FromHeader.NAME)).getAddress());
    }

    /** Whom the request was meant for at first. */
    public NameAddress to() {
        return new NameAddress(((ToHeader) message().getHeader(ToHeader.NAME)).getAddress());
    }

    /** How often it may be passed on, if it says so. */
    public OptionalInt maxForwards() {
        @Nullable MaxForwardsHeader hops = (MaxForwardsHeader) message().getHeader(MaxForwardsHeader.NAME);
        return hops == null ? OptionalInt.empty() : OptionalInt.of(hops.getMaxForwards());
    }

    /** For how many seconds it holds, if it says so in a header of its own. */
    public OptionalLong expires() {
        @Nullable ExpiresHeader header = (ExpiresHeader) message().getHeader(ExpiresHeader.NAME);
        return header == null ? OptionalLong.empty() : OptionalLong.of(header.getExpires());
    }

    /** All values of Contact that could be read, in their order. */
    public List<Contact> contacts() {
        List<Contact> contacts = new ArrayList<>();
        for (Iterator<?> all = message().getHeaders(ContactHeader.NAME); all.hasNext(); )
            if (all.next() instanceof ContactHeader contact) contacts.add(new Contact(contact));
        return contacts;
    }

    /** Whether there is a header of that name. */
    public boolean has(String name) {
        return message().getHeader(name) != null;
    }

    /** The first header of that name. */
    public Optional<SipHeader> header(String name) {
        @Nullable Header header = message().getHeader(name);
        return header == null ? Optional.empty() : Optional.of(new SipHeader(header));
    }

    /** All headers of that name, in their order. */
    public List<SipHeader> headers(String name) {
        List<SipHeader> headers = new ArrayList<>();
        addAll(headers, name);
        return headers;
    }

    /** All headers with names that pass, in lower case as they are asked about: name by name, in their order. */
    public List<SipHeader> headers(Predicate<String> names) {
        List<SipHeader> headers = new ArrayList<>();
        for (Iterator<?> all = message().getHeaderNames(); all.hasNext(); ) {
            String name = HeaderNames.lowerCase((String) all.next());
            if (names.test(name)) addAll(headers, name);
        }
        return headers;
    }

    private void addAll(List<SipHeader> headers, String name) {
        for (Iterator<?> all = message().getHeaders(name); all.hasNext(); )
            headers.add(new SipHeader((Header) all.next()));
    }

    /** Of what type the body is, with its parameters; empty where the message doesn't say. */
    public Optional<ContentType> contentType() {
        @Nullable ContentTypeHeader type = (ContentTypeHeader) message().getHeader(ContentTypeHeader.NAME);
        return type == null ? Optional.empty() : Optional.of(new ContentType(type));
    }

    /** The body, not copied; empty where there is none. */
    public Optional<byte[]> body() {
        return Optional.ofNullable(message().getRawContent());
    }

    /** Adds a header, behind others of its name. */
    public void add(SipHeader header) {
        message().addHeader(header.header);
    }

    /** Removes all headers of that name. */
    public void remove(String name) {
        message().removeHeader(name);
    }

    /** As it is written. */
    @Override
    public String toString() {
        return message().toString();
    }
}
