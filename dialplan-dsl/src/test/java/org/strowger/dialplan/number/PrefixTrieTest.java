package org.strowger.dialplan.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.dialplan.route.RouteIndexTest;

class PrefixTrieTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void it_agrees_with_trying_each_prefix_on_random_tables_and_numbers(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        Set<String> set = new LinkedHashSet<>();
        while (set.size() < 500)
            set.add(RouteIndexTest.text(random, "0123456789*#", 1 + random.nextInt(random.nextInt(2, 17))));
        List<String> all = new ArrayList<>(set);
        var trie = PrefixTrie.of(all.stream().mapToLong(PrefixTrie::key).toArray());
        for (int i = 0; i < 5_000; i++) {
            String number = RouteIndexTest.text(random, "0123456789*#+a", random.nextInt(18));
            String bare = number.startsWith("+") ? number.substring(1) : number;
            assertThat(trie.longest(number)).as(number).isEqualTo(longest(all, bare));
            assertThat(trie.whole(number)).as(number).isEqualTo(all.indexOf(bare));
        }
        for (int i = 0; i < all.size(); i++) assertThat(trie.whole(all.get(i))).isEqualTo(i);
    }

    private static int longest(List<String> all, String number) {
        for (int end = number.length(); end > 0; end--) {
            int found = all.indexOf(number.substring(0, end));
            if (found >= 0) return found;
        }
        return PrefixTrie.NONE;
    }

    @Test
    void a_plus_makes_no_difference_and_sixteen_digits_fit() throws Exception {
        var trie = PrefixTrie.of(new long[] {PrefixTrie.key("+49"), PrefixTrie.key("1234567890123456")});
        assertThat(trie.longest("+4930")).isZero();
        assertThat(trie.longest("4930")).isZero();
        assertThat(trie.whole("1234567890123456")).isEqualTo(1);
        assertThat(trie.whole("12345678901234567")).isEqualTo(PrefixTrie.NONE);
        assertThat(trie.longest("12345678901234567")).isEqualTo(1);
        assertThat(trie.longest("")).isEqualTo(PrefixTrie.NONE);
    }

    @Test
    void what_is_no_number_or_is_there_twice_is_refused() {
        for (String bad : List.of("", "+", "12a", "12345678901234567"))
            assertThatThrownBy(() -> PrefixTrie.key(bad)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        PrefixTrie.of(new long[] {PrefixTrie.key("49"), PrefixTrie.key("1"), PrefixTrie.key("+49")}))
                .isInstanceOfSatisfying(
                        PrefixTrie.Twice.class,
                        twice -> assertThat(twice.second()).isEqualTo(2));
    }

    @Test
    void an_empty_table_holds_nothing() throws Exception {
        assertThat(PrefixTrie.of(new long[0]).longest("1")).isEqualTo(PrefixTrie.NONE);
    }
}
