/**
 * The engine behind {@link org.strowger.media.MediaEngine}: streams that relay, transcode, play, record and mix. {@link
 * StreamPath} is the path of a packet, in the order in which things happen to it, {@link StreamModeTable} what a stream
 * does with it; {@link RelayRoom} is a conference. No signalling.
 */
@NullMarked
package org.strowger.media.relay;

import org.jspecify.annotations.NullMarked;
