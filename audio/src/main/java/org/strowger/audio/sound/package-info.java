/**
 * What is played and what is written: files, URLs, prompts in languages, playlists, and speech engines. Reading may
 * block and is done on the executor that {@link SoundLibrary} is given; what is played is taken from memory. Begin with
 * {@link Playlist} and {@link SoundLibrary}.
 */
@NullMarked
package org.strowger.audio.sound;

import org.jspecify.annotations.NullMarked;
