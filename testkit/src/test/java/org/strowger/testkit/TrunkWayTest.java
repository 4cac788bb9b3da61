package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.testkit.Provider.trunk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;

/** By which way calls go to a trunk that is registered: Service-Route (RFC 3608). */
class TrunkWayTest {

    private static final String HOST = "198.51.100.1";
    private static final String EDGE = "198.51.100.5";

    private final VirtualSwitch home = new VirtualSwitch(
            1,
            VirtualSwitch.usualSettings(),
            Programs.always(call -> call.dial(
                    new Destination.Trunk("a", call.number()), DialOptions.DEFAULT.timeout(Duration.ofSeconds(20)))));
    private final Provider provider = new Provider(home, HOST);
    private final RawHost edge = new RawHost(home, EDGE).answers("486 Busy Here");
    private final ScriptedPhone alice = home.phone("1001").registers();

    @BeforeEach
    void it_is_a_trunk() {
        home.knows(trunk("a", HOST));
    }

    @AfterEach
    void nothing_is_left_behind() {
        home.exchange().hangUpAll();
        Leftovers.none(home);
        home.close();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    private static Function<String, Optional<String>> grants(String... routes) {
        return request -> Optional.of(RawHost.response(
                request,
                "200 OK",
                List.of(routes).stream().map(route -> "Service-Route: " + route).toArray(String[]::new)));
    }

    private void registers() {
        home.exchange().register(List.of(trunk("a", HOST)));
        home.settle();
    }

    // RFC 3608 §6.1: "the UA … MUST … use the … Service-Route … as a preloaded Route header field in requests"
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<sip:198.51.100.5;lr>|<sip:inner.example;lr>",
                "<sip:198.51.100.5;lr>, <sip:inner.example;lr>",
                "<sip:198.51.100.5;lr>;x=y|<sip:inner.example;lr>"
            })
    void a_call_takes_the_routes_of_the_registration(String routes) {
        provider.answers(grants(routes.split("\\|")));
        registers();
        alice.calls("4989777");
        assertThat(edge.received("INVITE ")).as(trace()).hasSize(1);
        String invite = edge.received("INVITE ").getFirst();
        assertThat(SipText.startLine(invite)).startsWith("INVITE sip:4989777@198.51.100.1");
        assertThat(SipText.headers(invite, "Route").toString())
                .contains("198.51.100.5;lr", "inner.example;lr")
                .matches(".*198\\.51\\.100\\.5.*inner\\.example.*");
        assertThat(provider.host().received("INVITE ")).isEmpty();
        assertThat(alice.lastStatus()).isEqualTo(486);
    }

    // RFC 3608 §6.1: the latest response decides, and one without the header takes the routes away.
    @Test
    void the_latest_answer_of_the_registrar_decides() {
        provider.answers(grants("<sip:198.51.100.5;lr>"), grants());
        registers();
        home.passes(Duration.ofMinutes(55));
        provider.host().reacts(text -> Optional.of(RawHost.response(text, "486 Busy Here")));
        alice.calls("4989777");
        assertThat(provider.host().received("INVITE ")).as(trace()).hasSize(1);
        assertThat(SipText.headers(provider.host().received("INVITE ").getFirst(), "Route"))
                .isEmpty();
        assertThat(edge.received()).isEmpty();
    }

    /** What can't be followed isn't, and calls go where they went without it. */
    @ParameterizedTest
    @ValueSource(strings = {"<sips:198.51.100.5;lr>", "<tel:4930>", "none at all", "<sip:>"})
    void a_route_that_is_none_is_as_good_as_none(String route) {
        provider.answers(grants(route));
        registers();
        provider.host().reacts(text -> Optional.of(RawHost.response(text, "486 Busy Here")));
        alice.calls("4989777");
        assertThat(provider.host().received("INVITE ")).as(trace()).hasSize(1);
        assertThat(alice.lastStatus()).isEqualTo(486);
    }

    @Test
    void more_routes_than_anybody_has_are_not_followed() {
        for (int n : new int[] {8, 9}) {
            provider.answers(grants("<sip:198.51.100.5;lr>, ".repeat(n - 1) + "<sip:198.51.100.5;lr>"));
            home.exchange().register(List.of());
            home.settle();
            registers();
            provider.host().reacts(text -> Optional.of(RawHost.response(text, "486 Busy Here")));
            edge.forgets();
            alice.calls("4989777");
            assertThat(edge.received("INVITE ")).as(trace()).hasSize(n == 8 ? 1 : 0);
            provider.host().reacts(provider::react);
        }
    }

    @Test
    void a_trunk_that_has_left_has_no_routes() {
        provider.answers(grants("<sip:198.51.100.5;lr>"));
        registers();
        home.exchange().register(List.of());
        home.settle();
        provider.host().reacts(text -> Optional.of(RawHost.response(text, "486 Busy Here")));
        alice.calls("4989777");
        assertThat(edge.received()).as(trace()).isEmpty();
    }
}
