package org.strowger.rtp.video;

import java.security.SecureRandom;

/**
 * The names of what one peer is sent: they stay the same, whoever's pictures those are.
 *
 * @param pictures the SSRC of the pictures
 * @param repairs that of what is sent again (RFC 4588 §5.3)
 */
public record VideoSources(int pictures, int repairs) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** By chance (RFC 3550 §8.1). */
    public static VideoSources random() {
        int pictures = RANDOM.nextInt();
        int repairs = RANDOM.nextInt();
        return repairs == pictures ? random() : new VideoSources(pictures, repairs);
    }
}
