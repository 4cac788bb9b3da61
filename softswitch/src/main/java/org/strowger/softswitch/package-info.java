/**
 * A switch put together: {@link org.strowger.softswitch.Softswitch} is the one place that makes the big parts, opens
 * them in order and closes them again. What stands beside it belongs to the putting together: who a configuration
 * names, and where trunks lead. Decides nothing about calls. Begin with {@code Softswitch}.
 */
@NullMarked
package org.strowger.softswitch;

import org.jspecify.annotations.NullMarked;
