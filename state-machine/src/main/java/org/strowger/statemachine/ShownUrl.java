package org.strowger.statemachine;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * What of a URL may be read by everybody: its scheme, host, port and path. User, query and fragment are left out, since
 * tokens, passwords and numbers of callers stand there; of JDBC's URLs whatever follows the first {@code ;} or
 * {@code ?}, too.
 */
public final class ShownUrl {

    // Of texts too that aren't URLs by RFC 3986: JDBC's, and mistakes.
    private static final Pattern USER = Pattern.compile("(?<=//)[^/@?#]*@");
    private static final Pattern REST = Pattern.compile("[?#;].*", Pattern.DOTALL);

    private ShownUrl() {}

    /** Of a URL. */
    public static String of(URI url) {
        return of(url.toString());
    }

    /** Of a URL as it is written. */
    public static String of(String url) {
        return USER.matcher(REST.matcher(url).replaceFirst("")).replaceFirst("");
    }
}
