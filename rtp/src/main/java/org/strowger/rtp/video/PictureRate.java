package org.strowger.rtp.video;

/**
 * What came of a peer's pictures in one second.
 *
 * @param format in which most came last
 * @param width of the latest key picture, as it is coded, pixels; 0 where the format doesn't tell it in the clear of
 *     its header: it is read of VP8
 * @param height the same
 * @param pictures that began
 * @param keys those of them that need no other
 * @param bits of their payload
 */
public record PictureRate(VideoFormat format, int width, int height, int pictures, int keys, long bits) {}
