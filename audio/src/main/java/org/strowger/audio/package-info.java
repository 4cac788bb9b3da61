/**
 * Sound as numbers: frames of 20 ms, what makes them and what takes them, rates, levels, tones, and what is heard in
 * them (digits, tones, speech). No sockets, no packets, no threads. {@link AudioSource} and {@link AudioSink} are the
 * two ends; {@link Frames} has the measures.
 */
@NullMarked
package org.strowger.audio;

import org.jspecify.annotations.NullMarked;
