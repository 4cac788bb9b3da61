package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** INFO (RFC 6086) between two who are bridged, and what is told of peers that send too much. */
class InfoTest {

    private final VirtualSwitch home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.dialUsers());
    private WirePhone caller;
    private WirePhone callee;

    private long faultsBefore;

    @BeforeEach
    void there_are_two() {
        faultsBefore = home.figures().endingFaults();
        home.phone("1001");
        home.phone("1002");
        caller = new WirePhone(home, "1001", "192.0.2.61").registers();
        callee = new WirePhone(home, "1002", "192.0.2.62").registers();
    }

    @AfterEach
    void nothing_is_left_behind() {
        home.exchange().hangUpAll();
        Leftovers.none(home);
        assertThat(home.figures().endingFaults()).as("of this process").isEqualTo(faultsBefore);
        home.close();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    private void bridge() {
        callee.answersWith(callee.usual());
        caller.calls("1002", caller.usual());
        assertThat(caller.status()).as(trace()).isEqualTo("INVITE 200");
    }

    // RFC 3261 §20.15: without its boundary a multipart body can't be read
    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/mixed;boundary=q",
                "application/x-thing;charset=utf-8;a=\"b;c\"",
                "application/media_control+xml"
            })
    void the_type_of_a_body_is_passed_on_with_its_parameters(String type) {
        bridge();
        caller.asks("INFO", type, "--q\r\nContent-Type: text/plain\r\n\r\nx\r\n--q--");
        assertThat(callee.host().received("INFO ")).as(trace()).singleElement().satisfies(info -> {
            assertThat(SipText.header(info, "Content-Type")).contains(type);
            assertThat(SipText.body(info)).startsWith("--q").endsWith("--q--");
        });
    }

    @Test
    void what_is_refused_and_withheld_is_counted() {
        bridge();
        callee.host().reacts(_ -> Optional.empty());
        for (int i = 0; i < 10; i++) caller.asks("INFO", "text/plain", "x");
        caller.asks("INFO", "text/plain", "x".repeat(9000));
        assertThat(home.figures().infosWithheld()).isEqualTo(2);
        assertThat(home.figures().infosRefused()).isEqualTo(1);
        assertThat(caller.statuses()).endsWith("INFO 413");
    }

    @Test
    void forks_beyond_those_that_are_kept_are_counted() {
        callee.host()
                .reacts(text -> text.startsWith("INVITE ")
                        ? Optional.of(RawHost.response(text, "180 Ringing"))
                        : Optional.empty());
        caller.calls("1002", caller.usual());
        String ringing = RawHost.response(callee.host().received("INVITE ").getFirst(), "180 Ringing");
        for (int i = 0; i < 40; i++) callee.host().sends(ringing.replace(";tag=raw", ";tag=fork" + i));
        assertThat(home.figures().forksIgnored()).isEqualTo(9);
    }
}
