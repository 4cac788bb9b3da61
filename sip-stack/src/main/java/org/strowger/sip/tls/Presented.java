package org.strowger.sip.tls;

import io.netty.handler.ssl.SslContext;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * What is shown to those who connect to us, and for which names.
 *
 * @param names in lower case, as the certificate has them (RFC 5922 §7.1); with {@code *.} in front for one label more
 */
record Presented(SslContext context, Set<String> names) {

    private static final int DNS_NAME = 2;

    static Presented of(SslContext context, X509Certificate certificate) {
        Set<String> names = new HashSet<>();
        try {
            var alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null)
                for (List<?> each : alternatives)
                    if (each.get(0) instanceof Integer kind && kind == DNS_NAME)
                        names.add(each.get(1).toString().toLowerCase(Locale.ROOT));
        } catch (CertificateParsingException e) {
            // Nobody will find it by a name, and whoever asks for none gets it still.
            return new Presented(context, Set.of());
        }
        if (names.isEmpty()) names.addAll(common(certificate));
        return new Presented(context, Set.copyOf(names));
    }

    boolean isFor(String name) {
        int dot = name.indexOf('.');
        return names.contains(name) || (dot > 0 && names.contains("*" + name.substring(dot)));
    }

    private static Set<String> common(X509Certificate certificate) {
        Set<String> names = new HashSet<>();
        try {
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns())
                if (part.getType().equalsIgnoreCase("CN"))
                    names.add(part.getValue().toString().toLowerCase(Locale.ROOT));
        } catch (InvalidNameException e) {
            return Set.of();
        }
        return names;
    }
}
