/**
 * Questions to databases and web services: what a script wrote, made into a value whose equals have the same answer,
 * asked, and kept for as long as the script says. Who waits for it is the script's affair. Begin with {@link
 * org.strowger.dialplan.lookup.Lookup}.
 */
@NullMarked
package org.strowger.dialplan.lookup;

import org.jspecify.annotations.NullMarked;
