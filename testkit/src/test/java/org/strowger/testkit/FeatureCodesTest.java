package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.call.event.ProgramEvent;
import org.strowger.call.event.RefusalCause;
import org.strowger.configuration.TableSettings;
import org.strowger.dialplan.billing.Billing;
import org.strowger.dialplan.data.Databases;
import org.strowger.dialplan.data.WebServices;
import org.strowger.dialplan.lookup.DataServices;

/** What the feature codes do, in calls from end to end. */
class FeatureCodesTest {

    @TempDir
    Path folder;

    private final Databases none = new Databases(Map.of());
    private final TestTables tables = new TestTables(
            new TableSettings(Optional.empty(), Path.of("tables"), 100), none, name -> new TestDatabase(name, ""));
    private final VirtualSwitch home =
            new VirtualSwitch(1, VirtualSwitch.usualSettings(), (_, _, _) -> Programs.program(_ -> {}));
    private final ScriptedPhone ada = home.phone("1001").registers();
    private final ScriptedPhone bertrand = home.phone("1002").registers();
    private final ScriptedPhone carla = home.phone("1003").registers();
    private final ScriptedPhone carrier = home.trunk("carrier");

    @BeforeEach
    void plan() throws IOException {
        home.services(
                new DataServices(none, new WebServices(WebServices.Settings.USUAL), Billing.none(), tables.store()));
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), """
                include 'strowger:features'
                route('1XXX') { dial subscriber(number), timeout: 10.seconds }
                route('2XXX') { dial firstToAnswer(subscriber("1${number.drop(1)}"), user('1003')), timeout: 10.seconds }
                route('0.') {
                    header 'X-Account', caller.account().orElse('nobody')
                    dial trunk('carrier').to(number.drop(1)), timeout: 10.seconds
                }
                """));
    }

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.none(home);
        home.close();
        tables.close();
        none.close();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    private void passes(Duration time) {
        home.time().advance(time);
    }

    /** Dials a code, which is confirmed by beeps and the end of the call. */
    private void dials(ScriptedPhone phone, String code) {
        phone.calls(code);
        passes(Duration.ofSeconds(3));
        assertThat(phone.lastStatus()).as(trace()).isEqualTo(200);
        assertThat(phone.wasHungUpOn()).as(trace()).isTrue();
    }

    private int calls(ScriptedPhone phone, String number) {
        phone.calls(number);
        passes(Duration.ofSeconds(15));
        int status = phone.lastStatus();
        if (phone.talks()) phone.hangsUp();
        passes(Duration.ofSeconds(1));
        return status;
    }

    @Test
    void a_phone_rings_for_whom_nothing_is_set() {
        bertrand.answersAtOnce();
        assertThat(calls(ada, "1002")).as(trace()).isEqualTo(200);
    }

    @Test
    void all_calls_go_where_the_code_says_until_it_is_taken_back() {
        carla.answersAtOnce();
        bertrand.answersWith(486);
        dials(bertrand, "*721003");
        assertThat(calls(ada, "1002")).as(trace()).isEqualTo(200);
        assertThat(carla.lastInvite()).contains("<sip:1001@");
        dials(bertrand, "*73");
        assertThat(calls(ada, "1002")).as(trace()).isEqualTo(486);
    }

    @Test
    void a_forwarded_call_leaves_by_the_rights_of_who_forwards() {
        carrier.answersAtOnce();
        dials(bertrand, "*720491234");
        assertThat(calls(ada, "1002")).as(trace()).isEqualTo(200);
        assertThat(carrier.lastInvite()).contains("INVITE sip:491234@").contains("X-Account: 1002");
    }

    // RFC 3261 §21.4.18: 480 where the callee has activated the "do not disturb" feature.
    @Test
    void nobody_is_disturbed_who_does_not_want_to_be() {
        bertrand.answersAtOnce();
        dials(bertrand, "*78");
        assertThat(calls(ada, "1002")).as(trace()).isEqualTo(480);
        assertThat(bertrand.lastInvite()).isEmpty();
        dials(bertrand, "*79");
        assertThat(calls(ada, "1002")).as(trace()).isEqualTo(200);
    }

    @Test
    void among_several_who_are_dialled_at_once_each_is_reached_as_it_wants() {
        carla.answersAtOnce();
        dials(bertrand, "*78");
        assertThat(calls(ada, "2002")).as(trace()).isEqualTo(200);
        assertThat(bertrand.lastInvite()).isEmpty();
        dials(bertrand, "*720491234");
        carla.answersWith(486);
        carrier.answersAtOnce();
        assertThat(calls(ada, "2002")).as(trace()).isEqualTo(200);
        assertThat(carrier.lastInvite()).contains("X-Account: 1002");
    }

    @Test
    void calls_that_find_a_phone_busy_go_where_the_code_says() {
        carla.answersAtOnce();
        dials(bertrand, "*901003");
        dials(bertrand, "*920491234");
        bertrand.answersWith(486);
        assertThat(calls(ada, "1002")).as(trace()).isEqualTo(200);
        assertThat(carla.lastInvite()).contains("<sip:1001@");
        bertrand.answersWith(603);
        assertThat(calls(ada, "1002")).as("who declines wants it nowhere").isEqualTo(603);
        bertrand.answersWith(486);
        dials(bertrand, "*91");
        assertThat(calls(ada, "1002")).as(trace()).isEqualTo(486);
        assertThat(carrier.lastInvite()).isEmpty();
    }

    /** What becomes of a second call while Carla talks with Bertrand. */
    private int secondCall() {
        carla.calls("1002");
        passes(Duration.ofSeconds(1));
        assertThat(carla.talks()).as(trace()).isTrue();
        int status = calls(ada, "1002");
        carla.hangsUp();
        passes(Duration.ofSeconds(1));
        return status;
    }

    @Test
    void a_second_call_rings_or_finds_the_phone_busy_as_it_is_set() {
        bertrand.answersAtOnce();
        assertThat(secondCall()).as("the phone decides").isEqualTo(486);
        assertThat(bertrand.lastInvite()).as("since it is asked").contains("<sip:1001@");
        dials(bertrand, "*71");
        assertThat(calls(ada, "1002")).as("a first call rings").isEqualTo(200);
        assertThat(secondCall()).as(trace()).isEqualTo(486);
        assertThat(bertrand.lastInvite()).as("a second one doesn't").contains("<sip:1003@");
        dials(bertrand, "*900491234");
        carrier.answersAtOnce();
        assertThat(secondCall()).as("but goes where busy calls go").isEqualTo(200);
        assertThat(carrier.lastInvite()).contains("X-Account: 1002");
        dials(bertrand, "*91");
        dials(bertrand, "*70");
        assertThat(secondCall()).as(trace()).isEqualTo(486);
        assertThat(bertrand.lastInvite()).as("it is asked again").contains("<sip:1001@");
    }

    /** Whose own call goes on, or whose phone rings, is as busy as who was called. */
    @Test
    void a_call_of_ones_own_and_one_that_rings_are_calls_too() {
        dials(bertrand, "*71");
        carrier.answersAtOnce();
        bertrand.calls("0491234");
        passes(Duration.ofSeconds(1));
        assertThat(bertrand.talks()).as(trace()).isTrue();
        assertThat(calls(ada, "1002")).as(trace()).isEqualTo(486);
        bertrand.hangsUp();
        passes(Duration.ofSeconds(1));
        bertrand.ringsOut();
        carla.calls("1002");
        passes(Duration.ofSeconds(1));
        assertThat(calls(ada, "1002")).as(trace()).isEqualTo(486);
        assertThat(bertrand.lastInvite()).contains("<sip:1003@");
        carla.hangsUp();
    }

    @Test
    void calls_that_nobody_answers_go_where_the_code_says() {
        carrier.answersAtOnce();
        bertrand.ringsOut();
        dials(bertrand, "*920491234");
        dials(bertrand, "*901003");
        assertThat(calls(ada, "1002")).as(trace()).isEqualTo(200);
        assertThat(carrier.lastInvite()).contains("X-Account: 1002");
        dials(bertrand, "*78");
        assertThat(calls(ada, "1002")).as("nor does who is not to be disturbed").isEqualTo(200);
        dials(bertrand, "*93");
        assertThat(calls(ada, "1002")).as(trace()).isEqualTo(480);
        assertThat(carla.lastInvite()).isEmpty();
    }

    /** It is tried once: what comes of it there is the outcome, and another code has no say in it. */
    @Test
    void a_call_that_was_sent_on_is_sent_on_no_further_by_the_same_account() {
        dials(bertrand, "*901003");
        dials(bertrand, "*920491234");
        bertrand.answersWith(486);
        carla.ignoresCalls();
        assertThat(calls(ada, "1002")).as(trace()).isEqualTo(480);
        assertThat(carrier.lastInvite()).isEmpty();
    }

    @Test
    void a_caller_who_gives_up_leaves_no_phone_ringing() {
        dials(bertrand, "*901003");
        bertrand.answersWith(486);
        carla.ringsOut();
        ada.calls("1002");
        passes(Duration.ofSeconds(2));
        assertThat(carla.rings()).as(trace()).isTrue();
        ada.hangsUp();
        passes(Duration.ofSeconds(1));
        assertThat(carla.stoppedRinging()).as(trace()).isTrue();
    }

    // RFC 3323 §4.1.1.3: From names nobody.
    @Test
    void a_callee_does_not_learn_who_calls_by_the_code_for_that() {
        bertrand.answersAtOnce();
        assertThat(calls(ada, "*671002")).as(trace()).isEqualTo(200);
        assertThat(bertrand.lastInvite())
                .contains("anonymous@anonymous.invalid")
                .doesNotContain("1001");
        assertThat(calls(ada, "1002")).as(trace()).isEqualTo(200);
        assertThat(bertrand.lastInvite()).contains("<sip:1001@");
    }

    @Test
    void who_called_last_is_called_back_unless_it_did_not_want_to_be_known() {
        assertThat(calls(bertrand, "*69")).as(trace()).isEqualTo(404);
        bertrand.answersWith(486);
        ada.answersAtOnce();
        carla.answersAtOnce();
        assertThat(calls(carla, "1002")).isEqualTo(486);
        dials(bertrand, "*78");
        assertThat(calls(ada, "1002")).as(trace()).isEqualTo(480);
        assertThat(calls(carla, "*671002")).isEqualTo(480);
        assertThat(calls(bertrand, "*69")).as(trace()).isEqualTo(200);
        assertThat(ada.lastInvite()).contains("<sip:1002@");
        assertThat(carla.lastInvite()).isEmpty();
    }

    @Test
    void two_digits_dial_what_they_were_set_to() {
        bertrand.answersAtOnce();
        carrier.answersAtOnce();
        dials(ada, "*75071002");
        dials(ada, "*75080491234");
        dials(carla, "*75070495678");
        assertThat(calls(ada, "**07")).as(trace()).isEqualTo(200);
        assertThat(bertrand.lastInvite()).contains("<sip:1001@");
        assertThat(calls(ada, "**08")).as(trace()).isEqualTo(200);
        assertThat(carrier.lastInvite()).contains("INVITE sip:491234@").contains("X-Account: 1001");
        dials(ada, "*7607");
        assertThat(calls(ada, "**07")).as(trace()).isEqualTo(404);
        assertThat(calls(carla, "**07")).as(trace()).isEqualTo(200);
        assertThat(carrier.lastInvite()).contains("INVITE sip:495678@");
    }

    @Test
    void phones_that_are_forwarded_in_a_circle_end_the_call() {
        dials(bertrand, "*721003");
        dials(carla, "*721002");
        assertThat(calls(ada, "1002")).as(trace()).isEqualTo(482);
        assertThat(bertrand.lastInvite()).isEmpty();
        assertThat(carla.lastInvite()).isEmpty();
        assertThat(home.figures().refusals()).containsKey(RefusalCause.LOOP);
    }

    @ParameterizedTest
    @CsvSource({
        "*72, 484",
        "*72*78, 484",
        "*721002, 482",
        "*901002, 482",
        "*90, 484",
        "*67, 484",
        "*7512, 484",
        "**12, 404",
        "*799, 404",
        "*7, 404"
    })
    void a_code_that_can_not_be_right_is_refused_by_a_status_that_says_why(String code, int status) {
        assertThat(calls(bertrand, code)).as(trace()).isEqualTo(status);
        bertrand.answersAtOnce();
        assertThat(calls(ada, "1002")).as(trace()).isEqualTo(200);
    }

    /** A phone may stand at a trunk's address: who calls from there is asked for an account's password. */
    @Test
    void only_accounts_have_settings() {
        assertThat(calls(carrier, "*78")).as(trace()).isEqualTo(407);
        assertThat(calls(carrier, "*721003")).as(trace()).isEqualTo(407);
        assertThat(calls(carrier, "*73")).as(trace()).isEqualTo(407);
        assertThat(calls(carrier, "*69")).as(trace()).isEqualTo(407);
    }

    /** A phone that rings beats a setting that is kept; who sets one is told that it isn't. */
    @Test
    void a_table_that_is_away_keeps_no_call_from_its_phone() {
        bertrand.answersAtOnce();
        dials(bertrand, "*78");
        tables.database().isDown();
        assertThat(calls(ada, "1002")).as(trace()).isEqualTo(200);
        assertThat(home.events())
                .extracting(event -> event.what())
                .anyMatch(ProgramEvent.LookupFailed.class::isInstance);
        assertThat(calls(carla, "*78")).as(trace()).isEqualTo(503);
        tables.database().recovers();
        assertThat(calls(ada, "1002")).as(trace()).isEqualTo(480);
    }
}
