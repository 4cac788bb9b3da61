/**
 * From samples to payloads and back: G.711, G.722, L16 and Opus, and what a codec costs in quality. {@link AudioCodec}
 * is what another codec implements; {@link AudioCodecs} finds it.
 */
@NullMarked
package org.strowger.audio.codec;

import org.jspecify.annotations.NullMarked;
