package org.strowger.media;

/** Nothing but itself: the listener knows it by identity. */
final class RelayPlayback implements Playback {}
