package org.strowger.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.strowger.transaction.ServerKey.Branch;
import org.strowger.transaction.ServerKey.Rfc2543;

class ServerKeyTest {

    private static final Rfc2543 OLD = new Rfc2543("sip:a", "f", "t", "c", 1, "h", "b", "INVITE");

    /** "Aa" and "BB" have one hash in Java, and so has each word of n of them: 2^n keys in one bucket. */
    private static List<String> colliding(int n) {
        List<String> words = List.of("");
        for (int i = 0; i < n; i++) {
            List<String> longer = new ArrayList<>();
            for (String word : words) longer.addAll(List.of(word + "Aa", word + "BB"));
            words = longer;
        }
        return words;
    }

    @Test
    void keys_made_to_collide_are_still_told_apart_and_found() {
        Map<ServerKey, String> map = new HashMap<>();
        List<String> branches = colliding(14);
        for (String branch : branches) map.put(new Branch("z9hG4bK" + branch, "h", "INVITE"), branch);
        for (String branch : branches) map.put(new Rfc2543("sip:a", "f", "t", branch, 1, "h", "", "INVITE"), branch);

        assertThat(map).hasSize(2 * branches.size());
        assertThat(map.get(new Branch("z9hG4bK" + branches.get(77), "h", "INVITE")))
                .isEqualTo(branches.get(77));
    }

    @Test
    void the_order_agrees_with_equality_in_every_part() {
        List<Rfc2543> others = List.of(
                new Rfc2543("sip:b", "f", "t", "c", 1, "h", "b", "INVITE"),
                new Rfc2543("sip:a", "g", "t", "c", 1, "h", "b", "INVITE"),
                new Rfc2543("sip:a", "f", "u", "c", 1, "h", "b", "INVITE"),
                new Rfc2543("sip:a", "f", "t", "d", 1, "h", "b", "INVITE"),
                new Rfc2543("sip:a", "f", "t", "c", 2, "h", "b", "INVITE"),
                new Rfc2543("sip:a", "f", "t", "c", 1, "i", "b", "INVITE"),
                new Rfc2543("sip:a", "f", "t", "c", 1, "h", "c", "INVITE"),
                new Rfc2543("sip:a", "f", "t", "c", 1, "h", "b", "OPTIONS"));

        assertThat(others).allMatch(other -> OLD.compareTo(other) < 0 && other.compareTo(OLD) > 0);
        assertThat(OLD.compareTo(new Rfc2543("sip:a", "f", "t", "c", 1, "h", "b", "INVITE")))
                .isZero();
        assertThat(new Origin("f", "c", 1, "BYE")).isLessThan(new Origin("f", "c", 1, "INFO"));
    }

    @Test
    void an_ack_asks_for_its_invite_by_branch_or_by_the_tag_of_our_response() {
        assertThat(new Branch("z9hG4bKx", "h", "INVITE").ofAck("ours")).isEqualTo(new Branch("z9hG4bKx", "h", "ACK"));
        assertThat(OLD.ofAck("ours")).isEqualTo(new Rfc2543("sip:a", "f", "ours", "c", 1, "h", "b", "ACK"));
    }
}
