package org.strowger.dialog;

import java.net.InetAddress;
import java.util.function.Predicate;
import org.strowger.sip.digest.DigestClient;

/**
 * What the challenges of a session's peer are answered with (RFC 3261 §22.2, §22.3), and where its requests have
 * credentials from the start.
 *
 * @param digest on the loop of the session; sessions may share it
 * @param isTheirs whether an address is of those whose password it is: no other is sent credentials, whoever asks
 */
public record PeerCredentials(DigestClient digest, Predicate<InetAddress> isTheirs) {}
