/**
 * A phone on a network: its line, by the switch's own layers of transactions and dialogs, what it says of its media,
 * and how it registers.
 *
 * <p>It knows no script and no virtual switch: those are above it, as is the phone of the console. Begin with
 * {@code PhoneLine}.
 */
@NullMarked
package org.strowger.testkit.phone;

import org.jspecify.annotations.NullMarked;
