package org.strowger.sip.message;

import java.text.ParseException;
import java.util.regex.Pattern;
import javax.sip.address.Address;
import org.jspecify.annotations.Nullable;

/** A URI and the name that goes with it (RFC 3261 §20.10), as From and To have them. Never changed once it is made. */
public final class NameAddress {

    private static final Pattern QUOTED = Pattern.compile("\\\\([\"\\\\])");

    final Address address;

    NameAddress(Address address) {
        this.address = address;
    }

    /** Without a name. */
    public static NameAddress of(Uri uri) {
        return new NameAddress(Sip.addresses().createAddress(Uris.parsed(uri)));
    }

    /**
     * With a name, which is written in quotes (§25.1).
     *
     * @throws BadMessageException if it can't be written
     */
    public static NameAddress of(String displayName, Uri uri) {
        Address address = Sip.addresses().createAddress(Uris.parsed(uri));
        try {
            address.setDisplayName(displayName.replace("\\", "\\\\").replace("\"", "\\\""));
        } catch (ParseException e) {
            throw new BadMessageException(displayName + " is no name", e);
        }
        return new NameAddress(address);
    }

    /**
     * The address that is written so.
     *
     * @throws BadMessageException if it is none
     */
    public static NameAddress of(String text) {
        try {
            return new NameAddress(Sip.addresses().createAddress(text));
        } catch (ParseException e) {
            throw new BadMessageException(text + " is no address", e);
        }
    }

    /** Unquoted; empty if there is none. Some phones write a backslash that quotes nothing: it stays. */
    public String displayName() {
        @Nullable String name = address.getDisplayName();
        return name == null ? "" : QUOTED.matcher(name).replaceAll("$1");
    }

    /** What it leads to. */
    public Uri uri() {
        return Uris.shown(address.getURI());
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
