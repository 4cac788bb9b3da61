package org.strowger.call.sdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.directory.SrtpPolicy;
import org.strowger.rtp.MediaSecurity;
import org.strowger.rtp.SrtpKeys;
import org.strowger.rtp.SrtpProfile;
import org.strowger.sdp.CryptoAttribute;
import org.strowger.sdp.MediaDescription;
import org.strowger.sdp.SessionDescription;

class LegSecurityTest {

    private static final String PLAIN = "m=audio 4000 RTP/AVP 0\r\n";
    private static final String KEY = CryptoAttribute.of(
                    7,
                    "AES_CM_128_HMAC_SHA1_80",
                    SrtpKeys.random(SrtpProfile.AES_CM_128_HMAC_SHA1_80).keyAndSalt())
            .attribute()
            .toString();
    private static final String SECURE = "m=audio 4000 RTP/SAVP 0\r\na=" + KEY + "\r\n";
    private static final String OPPORTUNISTIC = "m=audio 4000 RTP/AVP 0\r\na=" + KEY + "\r\n";
    private static final String UNKNOWN = "m=audio 4000 RTP/SAVP 0\r\na=crypto:1 F8_128_HMAC_SHA1_80 inline:AAAA\r\n";

    private static SessionDescription description(String media) {
        String text = "v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n" + media;
        return ((SessionDescription.Parsed.Good) SessionDescription.parse(text.getBytes(UTF_8))).description();
    }

    private static MediaDescription sent(LegSecurity leg) {
        return leg.sending(description(PLAIN)).media().getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSE, RTP/AVP, 0",
        "ACCEPT, RTP/AVP, 0",
        "PREFER, RTP/AVP, 3",
        "PREFER_TWO_LINES, RTP/SAVP, 3",
        "REQUIRE, RTP/SAVP, 3"
    })
    void the_first_offer_is_as_the_policy_has_it(SrtpPolicy policy, String protocol, int keys) {
        MediaDescription offer = sent(new LegSecurity(policy));
        assertThat(offer.protocol()).isEqualTo(protocol);
        assertThat(CryptoAttribute.of(offer)).hasSize(keys);
    }

    private static List<Integer> ports(SrtpPolicy policy, String media) {
        return new LegSecurity(policy)
                .chosen(description(media)).media().stream()
                        .map(MediaDescription::port)
                        .toList();
    }

    /** A line for encrypted media, and one in the clear, as was usual before RFC 8643. */
    @Test
    void of_two_lines_between_which_we_may_choose_one_is_taken() {
        for (SrtpPolicy policy : List.of(SrtpPolicy.ACCEPT, SrtpPolicy.PREFER, SrtpPolicy.REQUIRE)) {
            assertThat(ports(policy, SECURE + PLAIN)).containsExactly(4000, 0);
            assertThat(ports(policy, PLAIN + SECURE)).containsExactly(0, 4000);
        }
        assertThat(ports(SrtpPolicy.REFUSE, SECURE + PLAIN)).containsExactly(0, 4000);
        assertThat(ports(SrtpPolicy.ACCEPT, UNKNOWN + PLAIN)).containsExactly(0, 4000);
        LegSecurity strict = new LegSecurity(SrtpPolicy.REQUIRE);
        assertThat(strict.objection(strict.chosen(description(SECURE + PLAIN)))).isEmpty();
        LegSecurity never = new LegSecurity(SrtpPolicy.REFUSE);
        assertThat(never.objection(never.chosen(description(SECURE + PLAIN)))).isEmpty();
    }

    @Test
    void lines_that_are_no_choice_are_all_taken() {
        String video = "m=video 4002 RTP/SAVP 96\r\na=" + KEY + "\r\n";
        assertThat(ports(SrtpPolicy.ACCEPT, PLAIN + video)).containsExactly(4000, 4002);
        assertThat(ports(SrtpPolicy.ACCEPT, PLAIN + PLAIN)).containsExactly(4000, 4000);
        assertThat(ports(SrtpPolicy.ACCEPT, "m=audio 0 RTP/SAVP 0\r\n" + PLAIN)).containsExactly(0, 4000);
    }

    @Test
    void an_offer_with_a_key_is_answered_with_one_of_ours_under_its_tag() throws NoCommonCodec {
        LegSecurity leg = new LegSecurity(SrtpPolicy.ACCEPT);
        leg.offered(description(SECURE));
        MediaDescription answer = sent(leg);
        assertThat(answer.protocol()).isEqualTo("RTP/SAVP");
        assertThat(CryptoAttribute.of(answer)).hasSize(1);
        assertThat(CryptoAttribute.of(answer).getFirst().tag()).isEqualTo(7);
        MediaSecurity keys = leg.keys(0).orElseThrow();
        assertThat(keys.ours().keyAndSalt())
                .isEqualTo(CryptoAttribute.of(answer).getFirst().keyAndSalt());
        assertThat(keys.theirs()).isNotEqualTo(keys.ours());
        assertThat(sent(leg)).as("said again").isEqualTo(answer);
    }

    @Test
    void an_answer_picks_one_of_the_keys_that_we_offered() throws NoCommonCodec {
        LegSecurity leg = new LegSecurity(SrtpPolicy.PREFER);
        CryptoAttribute second = CryptoAttribute.of(sent(leg)).get(1);
        SrtpKeys theirs = SrtpKeys.random(SrtpProfile.AEAD_AES_128_GCM);
        leg.answered(description(PLAIN + "a="
                + CryptoAttribute.of(second.tag(), second.suite(), theirs.keyAndSalt())
                        .attribute() + "\r\n"));
        assertThat(leg.keys(0).orElseThrow().theirs()).isEqualTo(theirs);
        assertThat(leg.keys(0).orElseThrow().ours().keyAndSalt()).isEqualTo(second.keyAndSalt());
    }

    @Test
    void an_answer_without_a_key_leaves_packets_in_the_clear_unless_they_must_not_be() throws NoCommonCodec {
        LegSecurity leg = new LegSecurity(SrtpPolicy.PREFER);
        sent(leg);
        leg.answered(description(PLAIN));
        assertThat(leg.keys(0)).isEmpty();
        assertThat(CryptoAttribute.of(sent(leg))).isEmpty();
        LegSecurity strict = new LegSecurity(SrtpPolicy.REQUIRE);
        sent(strict);
        assertThatThrownBy(() -> strict.answered(description(PLAIN))).isInstanceOf(NoCommonCodec.class);
    }

    @Test
    void a_new_key_of_the_peer_leaves_ours_as_it_is() throws NoCommonCodec {
        LegSecurity leg = new LegSecurity(SrtpPolicy.ACCEPT);
        leg.offered(description(SECURE));
        MediaSecurity before = leg.keys(0).orElseThrow();
        SrtpKeys fresh = SrtpKeys.random(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
        leg.offered(description("m=audio 4000 RTP/SAVP 0\r\na="
                + CryptoAttribute.of(8, "AES_CM_128_HMAC_SHA1_80", fresh.keyAndSalt())
                        .attribute() + "\r\n"));
        assertThat(leg.keys(0).orElseThrow().ours()).isEqualTo(before.ours());
        assertThat(leg.keys(0).orElseThrow().theirs()).isEqualTo(fresh);
        assertThat(CryptoAttribute.of(sent(leg)).getFirst().tag()).isEqualTo(8);
    }

    @Test
    void keys_that_nobody_asked_for_change_nothing() throws NoCommonCodec {
        LegSecurity leg = new LegSecurity(SrtpPolicy.ACCEPT);
        sent(leg);
        leg.answered(description(OPPORTUNISTIC));
        assertThat(leg.keys(0)).isEmpty();
    }

    @Test
    void media_that_moves_gets_a_new_key_of_ours() throws NoCommonCodec {
        LegSecurity leg = new LegSecurity(SrtpPolicy.ACCEPT);
        leg.offered(description(SECURE));
        MediaSecurity moved = leg.withFreshKeys().keys(0).orElseThrow();
        assertThat(moved.theirs()).isEqualTo(leg.keys(0).orElseThrow().theirs());
        assertThat(moved.ours()).isNotEqualTo(leg.keys(0).orElseThrow().ours());
    }

    @Test
    void what_another_leg_says_about_keys_never_reaches_this_one() {
        LegSecurity leg = new LegSecurity(SrtpPolicy.ACCEPT);
        MediaDescription sent = leg.sending(description(SECURE)).media().getFirst();
        assertThat(sent.protocol()).isEqualTo("RTP/AVP");
        assertThat(CryptoAttribute.of(sent)).isEmpty();
    }

    @Test
    void objections_name_the_reason() {
        assertThat(List.of(
                        LegSecurity.objection(description(SECURE), SrtpPolicy.REFUSE),
                        LegSecurity.objection(description(UNKNOWN), SrtpPolicy.ACCEPT),
                        LegSecurity.objection(description(PLAIN), SrtpPolicy.REQUIRE)))
                .allMatch(objection -> objection.isPresent());
        assertThat(List.of(
                        LegSecurity.objection(description(SECURE), SrtpPolicy.REQUIRE),
                        LegSecurity.objection(description(OPPORTUNISTIC), SrtpPolicy.REFUSE),
                        LegSecurity.objection(description(OPPORTUNISTIC), SrtpPolicy.REQUIRE),
                        LegSecurity.objection(description(PLAIN), SrtpPolicy.PREFER)))
                .allMatch(objection -> objection.isEmpty());
    }
}
