package org.strowger.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.transaction.ServerRequests.request;
import static org.strowger.transaction.ServerRequests.tagged;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What peers send that know no cookie of branches finds its transactions as well. */
class OldServerTransactionsTest {

    private static final Duration LONG = Duration.ofSeconds(40);

    private final Lab lab = new Lab();

    /** §17.2.3: without the cookie the branch says nothing. */
    @Test
    void a_request_of_RFC_2543_is_recognised_by_its_headers() {
        for (String branch : List.of("1", "1", "z9hG4bK", "z9hG4bK")) lab.hears(request("OPTIONS", branch));

        assertThat(lab.user.requested).hasSize(1); // the other branch is a merged request
        // nothing is remembered of it, so that its retransmission is merged again
        assertThat(lab.layer.figures().absorbed()).isEqualTo(1);
        assertThat(lab.layer.figures().merged()).isEqualTo(2);
    }

    @Test
    void an_ack_of_RFC_2543_is_recognised_by_the_tag_of_our_response() {
        lab.hears(request("INVITE", "1"));
        lab.user.responds(486);
        lab.time.settle();
        String tag = lab.lastHeard().toTag();
        lab.hears(tagged(request("ACK", "1"), "other"));
        assertThat(lab.user.acknowledged).hasSize(1);

        lab.lines();
        lab.hears(tagged(request("ACK", "1"), tag));
        assertThat(lab.user.acknowledged).hasSize(1);
        lab.passes(LONG);
        assertThat(lab.lines()).isEmpty();
        assertThat(lab.layer.size()).isZero();
        assertThat(lab.user.told).containsExactly("terminated");
    }

    @Test
    void an_ack_of_RFC_2543_for_a_2xx_goes_to_the_user() {
        lab.hears(request("INVITE", "1"));
        lab.user.responds(200);
        lab.time.settle();
        lab.hears(tagged(request("ACK", "1"), lab.lastHeard().toTag()));

        assertThat(lab.user.acknowledged).hasSize(1);
    }

    @Test
    void a_cancel_of_RFC_2543_finds_its_invite() {
        lab.hears(request("INVITE", "1"));
        lab.hears(request("CANCEL", "1"));

        assertThat(lab.lines()).containsExactly("SIP/2.0 200 OK");
        assertThat(lab.user.told).containsExactly("cancelled");
    }
}
