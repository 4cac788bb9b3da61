/**
 * Who there is to call and by which right: accounts, trunks, groups, queues, what each is allowed, and where phones are
 * registered, with the registrar (RFC 3261 §10) that is told so.
 *
 * <p>It says where somebody is reached, and calls nobody. {@code LocationService} may be a store of somebody else's.
 * Begin with {@code Directory}, then {@code OnBehalf} (by whose right somebody is called), {@code Target} (where a leg
 * goes) and {@code Registrar}.
 */
@NullMarked
package org.strowger.directory;

import org.jspecify.annotations.NullMarked;
