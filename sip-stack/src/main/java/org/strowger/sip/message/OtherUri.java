package org.strowger.sip.message;

import javax.sip.address.URI;

/** A URI that is not SIP's, of which nothing is known but how it is written: {@code tel:}, {@code urn:}. */
public final class OtherUri implements Uri {

    final URI uri;

    OtherUri(URI uri) {
        this.uri = uri;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OtherUri that && uri.equals(that.uri);
    }

    @Override
    public int hashCode() {
        return uri.hashCode();
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
