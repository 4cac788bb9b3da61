/** What the switch costs beside its peers, and whether it carries its load. */
@NullMarked
package org.strowger.bench;

import org.jspecify.annotations.NullMarked;
