package org.strowger.sip.message;

import java.util.Optional;
import java.util.OptionalLong;
import javax.sip.header.RequireHeader;
import javax.sip.message.Message;

/**
 * What messages say of reliable provisional responses (RFC 3262): the option tag {@code 100rel}, RSeq, and RAck.
 */
public final class Reliability {

    /** The option tag. */
    public static final String OPTION = "100rel";

    /** The request that acknowledges a reliable provisional response. */
    public static final String PRACK = "PRACK";

    private static final String RSEQ = "RSeq";
    private static final String RACK = "RAck";

    /** Which response a PRACK acknowledges: its RSeq, and CSeq and method of the request that it answers (§7.2). */
    public record Receipt(long sequence, long cseq, String method) {

        @Override
        public String toString() {
            return sequence + " " + cseq + " " + method;
        }
    }

    private Reliability() {}

    /** Whether provisional responses to it may be sent reliably; where it is {@linkplain #isRequired required}, too. */
    public static boolean isSupported(SipRequest invite) {
        return invite.supports(OPTION);
    }

    /** Whether provisional responses to it must be sent reliably (§3). */
    public static boolean isRequired(SipRequest invite) {
        return OptionTags.requires(invite.request, OPTION);
    }

    /** Lets a request or response say that its sender supports it. */
    public static void support(SipMessage message) {
        OptionTags.support(message.message(), OPTION);
    }

    /** Lets a request or response say nothing of it. */
    public static void unsupport(SipMessage message) {
        OptionTags.unsupport(message.message(), OPTION);
    }

    /** Lets a request or response require it, and say that its sender supports it. */
    public static void require(SipMessage message) {
        support(message);
        if (!OptionTags.requires(message.message(), OPTION))
            message.message().addHeader(Sip.header(RequireHeader.NAME, OPTION));
    }

    /** The RSeq of a reliable provisional response (§4, §7.1); empty if it is none: 101 to 199 that requires it. */
    public static OptionalLong sequence(SipResponse response) {
        boolean provisional = response.status() > 100 && response.status() < 200;
        if (!provisional || !OptionTags.requires(response.response, OPTION)) return OptionalLong.empty();
        return value(response.response, RSEQ).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** Makes a provisional response a reliable one (§3). */
    public static void number(SipResponse response, long sequence) {
        response.response.addHeader(Sip.header(RequireHeader.NAME, OPTION));
        response.response.setHeader(SessionTimes.header(RSEQ, Long.toString(sequence)));
    }

    private static Optional<Long> value(Message message, String name) {
        return Optional.ofNullable(message.getHeader(name))
                .map(OptionTags::value)
                .flatMap(Reliability::number);
    }

    private static Optional<Long> number(String digits) {
        return digits.matches("[0-9]{1,10}") ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }

    /** What a PRACK acknowledges; empty where it doesn't say so. */
    public static Optional<Receipt> receipt(SipRequest prack) {
        String[] parts = Optional.ofNullable(prack.request.getHeader(RACK))
                .map(OptionTags::value)
                .orElse("")
                .split("\\s+", -1);
        if (parts.length != 3) return Optional.empty();
        Optional<Long> sequence = number(parts[0]);
        Optional<Long> cseq = number(parts[1]);
        return sequence.isPresent() && cseq.isPresent()
                ? Optional.of(new Receipt(sequence.get(), cseq.get(), parts[2]))
                : Optional.empty();
    }

    /** Lets a PRACK acknowledge this. */
    public static void acknowledge(SipRequest prack, Receipt receipt) {
        prack.request.setHeader(SessionTimes.header(RACK, receipt.toString()));
    }
}
