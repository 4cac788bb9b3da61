package org.strowger.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CryptoAttributeTest {

    private static final String KEY = "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";

    @Test
    void a_line_with_a_lifetime_is_read_and_written_without_it() {
        var crypto = CryptoAttribute.parse("1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "|2^20 WSH=128")
                .orElseThrow();
        assertThat(crypto.tag()).isEqualTo(1);
        assertThat(crypto.keyAndSalt()).isEqualTo(Base64.getDecoder().decode(KEY));
        assertThat(crypto.attribute().toString()).isEqualTo("crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "x AES_CM_128_HMAC_SHA1_80 inline:" + KEY,
                "1 AES_CM_128_HMAC_SHA1_80 uri:" + KEY,
                "1 AES_CM_128_HMAC_SHA1_80 inline:!!",
                "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "|2^20|1:32",
                "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "|1:32",
                "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + ";inline:" + KEY,
                "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + " UNENCRYPTED_SRTP",
                "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + " KDR=1"
            })
    void what_cannot_be_read_or_honoured_is_passed_over(String value) {
        assertThat(CryptoAttribute.parse(value)).isEmpty();
    }

    @Test
    void a_key_never_shows_in_a_log() {
        assertThat(CryptoAttribute.parse("1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY)
                        .orElseThrow()
                        .toString())
                .doesNotContain(KEY);
    }
}
