package org.strowger.call.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageBookTest {

    private final MessageBook book = new MessageBook();

    @Test
    void so_much_is_kept_for_all_and_no_more() {
        int half = (int) (MessageBook.MOST_KEPT / 2);
        assertThat(book.take(half)).isTrue();
        assertThat(book.take(half + 1)).isFalse();
        assertThat(book.take(half)).as("what was refused takes nothing").isTrue();
        assertThat(book.take(1)).isFalse();
        book.give(half);
        assertThat(book.take(1)).isTrue();
    }

    @Test
    void each_sender_has_so_many_under_way_by_itself() {
        for (int i = 0; i < MessageBook.MOST_UNDER_WAY; i++)
            assertThat(book.enter("1001")).isTrue();
        assertThat(book.enter("1001")).isFalse();
        assertThat(book.enter("1002")).isTrue();
        book.leave("1001");
        assertThat(book.enter("1001")).isTrue();
    }
}
