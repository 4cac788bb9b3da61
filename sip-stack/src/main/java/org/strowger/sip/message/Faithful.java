package org.strowger.sip.message;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.SIPHeaderList;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.header.HeaderAddress;
import org.jspecify.annotations.Nullable;

/** Finds what JAIN-SIP reads but prints as something else, so that it is refused or passed on as it was instead. */
final class Faithful {

    private Faithful() {}

    /** Whether what was read of a value, and is printed, means what the value meant. */
    static boolean isRead(SIPHeader header, String value) {
        return switch (header) {
            case SIPHeaderList<?> list -> {
                // By iterator: it is linked, and has no index.
                for (SIPHeader one : list) if (!isRead(one, value)) yield false;
                yield true;
            }
            case HeaderAddress addressed -> isRead(addressed.getAddress(), value);
            default -> true;
        };
    }

    private static boolean isRead(@Nullable Address address, String value) {
        if (address == null) return true;
        boolean modelled =
                address.isWildcard() || address.getURI() instanceof SipURI || address.getURI() instanceof TelURL;
        // Of an escape in any other URI the last digit is lost.
        if (!modelled && value.indexOf('%') >= 0) return false;
        if (!address.isWildcard() && address.getURI() instanceof SipURI uri && !isHostOf(uri, value)) return false;
        return isQuotable(address.getDisplayName());
    }

    /** An IPv6 address without its brackets is read as if it had them, and any number as a port (RFC 5118 §4.2). */
    private static boolean isHostOf(SipURI uri, String value) {
        String host = uri.getHost();
        return uri.getPort() <= 65_535 && host != null && (!host.startsWith("[") || value.contains("["));
    }

    /** Whether a display name stays one string between quotes: it may have come without any. */
    private static boolean isQuotable(@Nullable String name) {
        if (name == null) return true;
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '"') return false;
            if (name.charAt(i) == '\\' && ++i == name.length()) return false;
        }
        return true;
    }
}
