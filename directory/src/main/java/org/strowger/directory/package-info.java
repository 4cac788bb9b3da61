/**
 * Who there is to call and by which right: accounts, trunks, groups, queues, where phones are registered, and what each is allowed.
 *
 * <p>It knows the configuration and the registrations, and no call. Begin with {@code Directory}, then {@code OnBehalf}
 * (by whose right somebody is called) and {@code Target} (where a leg goes).
 */
@NullMarked
package org.strowger.call.directory;

import org.jspecify.annotations.NullMarked;
