package org.strowger.rtp.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the JDK's own AES-GCM. */
class GcmCipherTest {

    private static final int TAG = 16;

    private final Random random = new Random(1);

    private byte[] octets(int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }

    /** RFC 7714 §8.1. */
    private static byte[] iv(byte[] salt, int ssrc, long index) {
        byte[] iv = salt.clone();
        for (int i = 0; i < 4; i++) iv[2 + i] ^= (byte) (ssrc >>> (24 - 8 * i));
        for (int i = 0; i < 6; i++) iv[6 + i] ^= (byte) (index >>> (40 - 8 * i));
        return iv;
    }

    private static byte[] byTheJdk(byte[] key, byte[] iv, byte[] packet, int clear) throws GeneralSecurityException {
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
        gcm.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * TAG, iv));
        gcm.updateAAD(packet, 0, clear);
        byte[] out = Arrays.copyOf(packet, packet.length + TAG);
        gcm.doFinal(packet, clear, packet.length - clear, out, clear);
        return out;
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32})
    void packets_of_all_lengths_are_those_of_the_jdk(int keyLength) throws GeneralSecurityException {
        for (int length = 12; length < 1400; length += 1 + random.nextInt(7)) {
            byte[] key = octets(keyLength);
            byte[] salt = octets(12);
            byte[] packet = octets(length);
            int clear = 12 + random.nextInt(length - 11);
            int ssrc = random.nextInt();
            long index = random.nextLong() & 0xFFFF_FFFF_FFFFL;
            byte[] ours = Arrays.copyOf(packet, length + TAG);
            GcmCipher cipher = GcmCipher.rtpUnder(key, salt);
            cipher.protect(ours, clear, length, ssrc, index);
            assertThat(ours)
                    .as("%d octets, %d of them clear", length, clear)
                    .isEqualTo(byTheJdk(key, iv(salt, ssrc, index), packet, clear));
            assertThat(cipher.unprotect(ours, clear, length + TAG, ssrc, index)).isTrue();
            assertThat(Arrays.copyOf(ours, length)).isEqualTo(packet);
        }
    }

    @Test
    void a_hash_key_and_blocks_of_any_bits_are_multiplied_right() throws GeneralSecurityException {
        for (int bit = 0; bit < 128; bit++) {
            byte[] key = octets(16);
            byte[] packet = new byte[28];
            packet[12 + bit / 8] = (byte) (1 << (bit % 8));
            byte[] ours = Arrays.copyOf(packet, packet.length + TAG);
            byte[] salt = octets(12);
            GcmCipher.rtpUnder(key, salt).protect(ours, packet.length, packet.length, 1, bit);
            assertThat(ours).isEqualTo(byTheJdk(key, iv(salt, 1, bit), packet, packet.length));
        }
    }

    @Test
    void a_packet_makes_no_garbage() {
        GcmCipher cipher = GcmCipher.rtpUnder(octets(16), octets(12));
        byte[] packet = octets(172 + TAG);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 20_000; i++) cipher.protect(packet, 12, 172, 7, i);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) cipher.protect(packet, 12, 172, 7, 20_000 + i);
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 10_000).isZero();
    }
}
