package org.strowger.webrtc;

import java.util.List;
import java.util.Optional;
import org.strowger.rtp.SrtpProfile;

/** SRTP's profiles by their numbers in DTLS (RFC 5764 §4.1.2, RFC 7714 §14.2). */
enum SrtpProfiles {
    /** What every browser has and costs the least comes first. */
    GCM_128(0x0007, SrtpProfile.AEAD_AES_128_GCM),
    GCM_256(0x0008, SrtpProfile.AEAD_AES_256_GCM),
    CM_SHA1_80(0x0001, SrtpProfile.AES_CM_128_HMAC_SHA1_80);

    final int number;
    final SrtpProfile profile;

    SrtpProfiles(int number, SrtpProfile profile) {
        this.number = number;
        this.profile = profile;
    }

    /** The first of ours that is among a peer's. */
    static Optional<SrtpProfiles> chosen(List<Integer> offered) {
        for (SrtpProfiles one : values()) if (offered.contains(one.number)) return Optional.of(one);
        return Optional.empty();
    }
}
