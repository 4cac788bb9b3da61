package org.strowger.media.relay;

import org.strowger.media.Playback;

/** A playback of a source that can't be steered. It holds nothing: the listener knows it by identity. */
final class RelayPlayback implements Playback {}
