package org.strowger.call;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.header.ContentTypeHeader;
import javax.sip.message.Request;

/** A digit that a phone tells by SIP INFO, in one of the two forms that are about. */
final class InfoDigit {

    private static final Pattern RELAY = Pattern.compile("(?im)^\\s*Signal\\s*=\\s*([0-9*#A-D])\\s*$");
    private static final Pattern PLAIN = Pattern.compile("(?i)\\s*([0-9*#A-D])\\s*");

    private InfoDigit() {}

    static Optional<Character> of(Request info) {
        if (!(info.getHeader(ContentTypeHeader.NAME) instanceof ContentTypeHeader type) || info.getRawContent() == null)
            return Optional.empty();
        String body = new String(info.getRawContent(), StandardCharsets.US_ASCII);
        String form = (type.getContentType() + "/" + type.getContentSubType()).toLowerCase(Locale.ROOT);
        Matcher digit = form.equals("application/dtmf") ? PLAIN.matcher(body) : RELAY.matcher(body);
        boolean told = form.equals("application/dtmf")
                ? digit.matches()
                : form.equals("application/dtmf-relay") && digit.find();
        return told ? Optional.of(digit.group(1).toUpperCase(Locale.ROOT).charAt(0)) : Optional.empty();
    }
}
