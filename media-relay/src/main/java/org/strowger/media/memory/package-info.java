/**
 * The same engine over a network in memory and in virtual time, and a phone that speaks and listens on it. For tests;
 * nothing here is used by a switch that runs.
 */
@NullMarked
package org.strowger.media.memory;

import org.jspecify.annotations.NullMarked;
