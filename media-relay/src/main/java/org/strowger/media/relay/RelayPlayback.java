package org.strowger.media.relay;

import org.strowger.media.Playback;

/** Nothing but itself: the listener knows it by identity. */
final class RelayPlayback implements Playback {}
