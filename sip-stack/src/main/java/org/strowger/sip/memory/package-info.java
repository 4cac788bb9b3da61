/**
 * A network of hosts in virtual time, the same for each run of a seed: loss, delay and doubling as told. For tests of
 * all that stands above, and for nothing that reaches a real socket. Begin with
 * {@link org.strowger.sip.memory.InMemoryNetwork}.
 */
@NullMarked
package org.strowger.sip.memory;

import org.jspecify.annotations.NullMarked;
