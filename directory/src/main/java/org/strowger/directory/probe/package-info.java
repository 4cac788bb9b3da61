/**
 * Whether trunks answer, asked by OPTIONS. What a dial makes of it is decided above. Begin with
 * {@link org.strowger.directory.probe.TrunkProbeTable}.
 */
@NullMarked
package org.strowger.directory.probe;

import org.jspecify.annotations.NullMarked;
