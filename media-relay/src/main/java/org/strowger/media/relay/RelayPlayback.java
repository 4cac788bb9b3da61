package org.strowger.media.relay;

/** Nothing but itself: the listener knows it by identity. */
final class RelayPlayback implements Playback {}
