package org.strowger.call.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.call.core.AccountDialog;
import org.strowger.call.core.AccountDialog.Direction;
import org.strowger.call.core.AccountDialog.Stage;
import org.strowger.call.setup.SubscriptionSettings.Parties;

class DialogInfoTest {

    private static final int MOST_OF_A_DATAGRAM = 60_000;

    private static AccountDialog dialog(int number, String party, String name) {
        String callId = number + "-0123456789abcdef@switch.example";
        return new AccountDialog(callId, "their-tag", "our-tag", Direction.RECIPIENT, Stage.EARLY, party, name);
    }

    private static String written(List<AccountDialog> dialogs) {
        Document document = DialogInfo.of("1002", "switch.example", dialogs, Parties.SHOWN);
        return new String(document.version(1), StandardCharsets.UTF_8);
    }

    /** What doesn't fit into a datagram reaches no phone, and its subscription would end for it. */
    @ParameterizedTest
    @ValueSource(strings = {"&", "€"})
    void a_document_fits_into_a_datagram_however_many_calls_there_are_and_the_latest_are_in_it(String dear) {
        String party = dear.repeat(DialogInfo.MOST_OF_PARTY);
        String name = "\"".repeat(DialogInfo.MOST_OF_PARTY);
        String document = written(
                IntStream.range(0, 300).mapToObj(i -> dialog(i, party, name)).toList());
        assertThat(document.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_OF_A_DATAGRAM);
        assertThat(document)
                .containsSubsequence("<dialog id=\"280-", "<dialog id=\"298-", "<dialog id=\"299-")
                .doesNotContain("<dialog id=\"0-");
    }

    @Test
    void no_party_is_shown_of_a_call_that_has_none() {
        assertThat(written(List.of(dialog(1, "", ""))))
                .contains("<dialog id=\"1-")
                .doesNotContain("<remote>");
    }

    @Test
    void a_caller_who_writes_himself_too_long_is_not_shown_and_his_call_is() {
        String document = written(List.of(dialog(1, "1001", "&".repeat(4000)), dialog(2, "7".repeat(4000), "Mallory")));
        assertThat(document.length()).isLessThan(2000);
        assertThat(document)
                .contains("<dialog id=\"1-", "<dialog id=\"2-", ">sip:1001@switch.example<")
                .doesNotContain("display=", "777", "Mallory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "\u0000<&\">'", "%41;x=\"y\"@[", "\ud800é\uffff"})
    void what_strangers_write_is_xml(String text) throws Exception {
        byte[] octets = written(List.of(dialog(1, text, text))).getBytes(StandardCharsets.UTF_8);
        var parsed = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(octets));
        assertThat(parsed.getElementsByTagName("remote").getLength()).isOne();
    }
}
