package org.strowger.call.sdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.strowger.sdp.SessionDescription;

/** One line of ours, two of the peer's. */
class TwoLinesTest {

    private static final String ENCRYPTED = "audio 4000 RTP/SAVP";
    private static final String CLEAR = "audio 4000 RTP/AVP";

    private final TwoLines lines = new TwoLines();

    private static SessionDescription description(String... media) {
        var text = new StringBuilder("v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n");
        for (String medium : media)
            text.append("m=" + medium + " 0\r\n")
                    .append(
                            medium.contains("SAVP")
                                    ? "a=crypto:1 AES_CM_128_HMAC_SHA1_80"
                                            + " inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz\r\n"
                                    : "");
        return ((SessionDescription.Parsed.Good)
                        SessionDescription.parse(text.toString().getBytes(UTF_8)))
                .description();
    }

    private static List<String> media(SessionDescription description) {
        return description.media().stream()
                .map(medium -> medium.type() + " " + medium.port() + " " + medium.protocol())
                .toList();
    }

    private List<String> goes(String... media) {
        return media(lines.going(description(media)));
    }

    private List<String> comes(String... media) {
        return media(lines.coming(description(media)));
    }

    @Test
    void the_first_offer_leaves_the_choice_and_only_one_of_the_lines_has_keys() {
        SessionDescription offer = lines.going(description(ENCRYPTED));
        assertThat(media(offer)).containsExactly(ENCRYPTED, CLEAR);
        assertThat(offer.media().getFirst().attribute("crypto")).isPresent();
        assertThat(offer.media().getLast().attribute("crypto")).isEmpty();
    }

    @Test
    void the_line_that_the_peer_takes_is_the_one() {
        goes(ENCRYPTED);
        assertThat(comes("audio 5000 RTP/SAVP", "audio 0 RTP/AVP")).containsExactly("audio 5000 RTP/SAVP");
        assertThat(goes(ENCRYPTED)).containsExactly(ENCRYPTED, "audio 0 RTP/AVP");
        assertThat(comes("audio 5000 RTP/SAVP", "audio 5002 RTP/AVP")).containsExactly("audio 5000 RTP/SAVP");
    }

    @Test
    void a_peer_that_knows_nothing_of_encryption_takes_the_other() {
        goes(ENCRYPTED);
        assertThat(comes("audio 0 RTP/SAVP", "audio 5000 RTP/AVP")).containsExactly("audio 5000 RTP/AVP");
        assertThat(goes(CLEAR)).containsExactly("audio 0 RTP/SAVP", CLEAR);
        assertThat(comes("audio 5002 RTP/SAVP", "audio 5000 RTP/AVP"))
                .as("offers both again")
                .containsExactly("audio 5000 RTP/AVP");
        assertThat(comes("audio 5002 RTP/SAVP", "audio 0 RTP/AVP"))
                .as("changes over")
                .containsExactly("audio 5002 RTP/SAVP");
        assertThat(goes(ENCRYPTED)).containsExactly(ENCRYPTED, "audio 0 RTP/AVP");
    }

    @Test
    void a_peer_may_take_neither_or_answer_too_few_lines() {
        goes(ENCRYPTED);
        assertThat(comes("audio 0 RTP/SAVP", "audio 0 RTP/AVP")).containsExactly("audio 0 RTP/SAVP");
        assertThat(comes("audio 5000 RTP/SAVP")).containsExactly("audio 5000 RTP/SAVP");
    }

    @Test
    void lines_that_were_never_a_choice_stand_alone_and_stay_where_they_are() {
        assertThat(goes(ENCRYPTED, "video 0 RTP/SAVP")).containsExactly(ENCRYPTED, CLEAR, "video 0 RTP/SAVP");
        assertThat(comes("audio 0 RTP/SAVP", "audio 5000 RTP/AVP", "video 0 RTP/SAVP", "audio 5004 RTP/AVP"))
                .containsExactly("audio 5000 RTP/AVP", "video 0 RTP/SAVP", "audio 5004 RTP/AVP");
        assertThat(goes(CLEAR, "video 0 RTP/SAVP", CLEAR, "video 4002 RTP/SAVP"))
                .containsExactly(
                        "audio 0 RTP/SAVP",
                        CLEAR,
                        "video 0 RTP/SAVP",
                        CLEAR,
                        "video 4002 RTP/SAVP",
                        "video 4002 RTP/AVP");
    }

    @Test
    void what_the_peer_offers_first_is_answered_line_by_line() {
        assertThat(comes("audio 5000 RTP/SAVP", "audio 0 RTP/AVP"))
                .containsExactly("audio 5000 RTP/SAVP", "audio 0 RTP/AVP");
        assertThat(goes(ENCRYPTED, "audio 0 RTP/AVP")).containsExactly(ENCRYPTED, "audio 0 RTP/AVP");
    }
}
