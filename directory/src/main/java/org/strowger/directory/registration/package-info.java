/**
 * Our own registrations, at trunks that want them (RFC 3261 §10.2): each is a machine ({@code TrunkRegistrationTable}),
 * and calls ask {@code RegisteredTrunks} by which way they go. Begin with {@code TrunkRegistration}.
 */
@NullMarked
package org.strowger.directory.registration;

import org.jspecify.annotations.NullMarked;
