package org.strowger.call.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListNoticeTest {

    private static final byte[] SMALL = "<small/>".getBytes(StandardCharsets.UTF_8);

    private final ListNotice notice = new ListNotice(
            "application/x+xml",
            new ListNotice.Names("sip:desk@example.com", "example.com", List.of(member("1001"), member("1002"))),
            "line");

    private static ListNotice.Member member(String account) {
        return new ListNotice.Member(account, "sip:" + account + "@example.com", Optional.empty());
    }

    private static String text(ListNotice.Writer writer) {
        return new String(writer.written(), StandardCharsets.UTF_8);
    }

    // RFC 4662 §5.2, §5.4: fullState names all, those that nothing is told of without an instance
    @Test
    void a_document_that_leaves_no_room_waits_and_then_comes_alone() {
        byte[] large = new byte[ListNotice.MOST_OCTETS - 600];
        ListNotice.Writer first = notice.whole(0);
        assertThat(first.add(0, large)).isFalse();
        assertThat(first.add(1, SMALL)).isTrue();
        assertThat(text(first))
                .contains(
                        "version=\"0\" fullState=\"true\">",
                        "<resource uri=\"sip:1001@example.com\"></resource>",
                        "<resource uri=\"sip:1002@example.com\"><instance id=\"1002\" state=\"active\" cid=\"1.0.line@example.com\"/>",
                        "Content-ID: <1.0.line@example.com>\r\n",
                        "\r\n\r\n<small/>\r\n--line--\r\n");
        ListNotice.Writer second = notice.partial(1);
        assertThat(second.add(0, large)).isTrue();
        assertThat(second.add(1, SMALL)).isFalse();
        assertThat(text(second)).contains("fullState=\"false\">").doesNotContain("1002");
    }

    /** However large it is, or nothing would ever be told of it. */
    @Test
    void a_document_that_is_larger_than_the_bound_comes_alone() {
        ListNotice.Writer writer = notice.partial(1);
        assertThat(writer.add(0, new byte[ListNotice.MOST_OCTETS + 1])).isTrue();
        assertThat(writer.add(1, SMALL)).isFalse();
    }
}
