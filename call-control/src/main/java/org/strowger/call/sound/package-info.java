/**
 * What the legs of a call are played, and what is recorded, asked and heard of them.
 *
 * <p>It works on streams that {@code leg} has opened; the audio itself is the media engine's. Begin with
 * {@code CallMedia}, then {@code CallKeys}.
 */
@NullMarked
package org.strowger.call.sound;

import org.jspecify.annotations.NullMarked;
