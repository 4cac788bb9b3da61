package org.strowger.directory;

/**
 * What a party and the switch may agree on about media.
 *
 * @param codecs that the party may use
 * @param srtp whether its media is encrypted
 * @param browser whether it is a browser's
 */
public record MediaPolicy(CodecPolicy codecs, SrtpPolicy srtp, BrowserPolicy browser) {

    /** Whatever the parties can agree on; encrypted where it is asked for. */
    public static final MediaPolicy ANY = new MediaPolicy(CodecPolicy.ANY, SrtpPolicy.ACCEPT);

    /** A browser's where that is asked for. */
    public MediaPolicy(CodecPolicy codecs, SrtpPolicy srtp) {
        this(codecs, srtp, BrowserPolicy.AUTO);
    }
}
