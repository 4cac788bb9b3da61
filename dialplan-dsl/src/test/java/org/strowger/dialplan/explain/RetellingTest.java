package org.strowger.dialplan.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.dialplan.Plans;
import org.strowger.dialplan.explain.Retelling.Answer;
import org.strowger.dialplan.plan.Dialplan;

class RetellingTest {

    private static final String PLAN = """
            def seen = table('seen', key: 'number')
            emergency('911') { dial trunk('psap') }
            context('office') {
                require source('10.0.0.0/8'), otherwise: 403
                route(~/4(\\d{3})/, header: ['X-Tenant': 'acme']) { answer() }
                route('1XXX', from: 'sip:1042@*') { if (limit('office', calls: 1)) dial user(number) }
                route('2XXX', from: 'sip:*@carrier.example') { answer() }
                route('31') { if (device('1001') == IDLE) dial user('1001') }
                route('32') { if (seen['32'].found) dial user('1001') }
                route('33') { lookup http: 'http://127.0.0.1:9/'; dial user('1001') }
                route('34') { while (true) { try { ringing() } catch (RuntimeException any) { dial user('1001') } } }
                route('35') { bill 'retail', account: '1009', number: '15550001'; dial trunk('carrier-a') }
                route('36') { if (request.header('X-Tenant') == 'acme') dial user('1001') else reject 486 }
                route('37') {
                    switch (dial(user('1001'))) {
                        case Answered -> hangup()
                        default -> dial oneByOne(user('1002'), trunk('carrier-a').to('4711'))
                    }
                }
                route('38') { reject 486 }
            }
            """;

    @TempDir
    Path folder;

    private Dialplan plan;

    @BeforeEach
    void load() throws Exception {
        plan = new Plans(folder).plan(PLAN);
    }

    private static Inquiry call(String number) {
        return new Inquiry(
                "1042",
                number,
                "office.example",
                "office",
                Instant.EPOCH,
                Map.of(),
                InetAddress.ofLiteral("10.0.0.7"),
                Optional.empty(),
                Optional.of("1042"),
                List.of());
    }

    private Answer<String> taker(String number) {
        return new Retelling(plan).taker(call(number));
    }

    private Answer<List<String>> dialled(String number) {
        return new Retelling(plan).dialled(call(number));
    }

    private static <T> Answer<T> known(T value) {
        return new Answer.Known<>(value);
    }

    private static <T> Answer<T> unknown(String why) {
        return new Answer.Unknown<>(why);
    }

    @Test
    void what_a_record_tells_decides_as_it_did_and_what_it_does_not_tell_leaves_it_open() {
        assertThat(taker("911")).isEqualTo(known("plan.groovy:2 emergency('911')"));
        assertThat(taker("1001")).isEqualTo(known("plan.groovy:6 route('1XXX', from: sip:1042@*)"));
        assertThat(taker("9")).isEqualTo(known("no route"));
        assertThat(taker("4711")).isEqualTo(unknown("the header X-Tenant decides, which no record keeps"));
        assertThat(taker("2001"))
                .isEqualTo(unknown("the hosts of From, To or the Request-URI decide, which no record keeps"));
    }

    @Test
    void whom_a_route_dials_is_told_for_dials_that_are_answered_and_for_those_that_are_not() {
        assertThat(dialled("37"))
                .isEqualTo(known(List.of("user 1001", "in turn [user 1002, trunk carrier-a to 4711]")));
        assertThat(dialled("38")).isEqualTo(known(List.of("nobody: the caller gets 486")));
    }

    @Test
    void nothing_is_asked_that_was_otherwise_then_and_no_script_goes_on_for_ever() {
        assertThat(dialled("31")).isEqualTo(unknown("what phones do is not asked for calls that are over"));
        assertThat(dialled("32")).isEqualTo(unknown("tables are not asked for calls that are over"));
        assertThat(dialled("33")).isEqualTo(unknown("lookups are not made for calls that are over"));
        assertThat(dialled("34")).isEqualTo(unknown("the script goes on for more than 1000 steps"));
        assertThat(dialled("36")).isEqualTo(unknown("the header X-Tenant decides, which no record keeps"));
    }

    /** Account 1009 has no credit; and one call has no place under the limit that another one has left. */
    @Test
    void credit_and_places_under_limits_are_there_for_each_call() {
        assertThat(dialled("35")).isEqualTo(known(List.of("trunk carrier-a to 35")));
        for (int i = 0; i < 3; i++) assertThat(dialled("1001")).isEqualTo(known(List.of("user 1001")));
    }
}
