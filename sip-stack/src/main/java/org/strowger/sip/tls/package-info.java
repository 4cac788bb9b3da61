/**
 * Who we are and whom we trust where SIP is secured (TLS 1.2 and 1.3): certificates and keys from files, those files
 * read again when they change, and a certificate of our own where none is given. Nothing here opens a socket. Begin
 * with {@link TlsContexts}.
 */
@NullMarked
package org.strowger.sip.tls;

import org.jspecify.annotations.NullMarked;
