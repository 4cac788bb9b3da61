package org.strowger.directory;

/**
 * What a party and the switch may agree on about media.
 *
 * @param codecs that the party may use
 * @param srtp whether its media is encrypted
 */
public record MediaPolicy(CodecPolicy codecs, SrtpPolicy srtp) {

    /** Whatever the parties can agree on; encrypted where it is asked for. */
    public static final MediaPolicy ANY = new MediaPolicy(CodecPolicy.ANY, SrtpPolicy.ACCEPT);
}
