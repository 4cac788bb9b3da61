package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.event.ProgramEvent;
import org.strowger.dialplan.limit.LimitFigures;
import org.strowger.dialplan.lookup.DataServices;

/** Limits of a plan, on the real switch in virtual time. */
class PlanLimitTest {

    private static final int CALLERS = 40;

    @TempDir
    Path folder;

    private final DataServices services = DataServices.none();
    private final VirtualSwitch home =
            new VirtualSwitch(1, VirtualSwitch.usualSettings(), (_, _, _) -> Programs.program(_ -> {}));
    private final List<ScriptedPhone> phones = new ArrayList<>();

    @BeforeEach
    void phones() {
        home.services(services);
        for (int i = 0; i < CALLERS; i++)
            phones.add(home.phone(String.valueOf(1010 + i)).registers());
    }

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.ofCalls(home);
        home.close();
    }

    private void plan(String text) throws IOException {
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), text));
    }

    private void passes(Duration time) {
        home.time().advance(time);
    }

    private long talking() {
        return phones.stream().filter(ScriptedPhone::talks).count();
    }

    private LimitFigures figures() {
        return services.limits().figures();
    }

    @Test
    void of_forty_callers_thirty_are_let_in_and_each_that_leaves_makes_room_for_one() throws Exception {
        plan("route('9') { if (!limit('desk', calls: 30)) reject 486\n answer(); wait unlimited }");
        phones.forEach(phone -> phone.calls("9"));
        passes(Duration.ofSeconds(1));
        assertThat(talking()).isEqualTo(30);
        assertThat(figures().byName()).containsExactly(new LimitFigures.Named("desk", 30, 10, 0));
        assertThat(home.events())
                .extracting(event -> event.what())
                .filteredOn(ProgramEvent.LimitReached.class::isInstance)
                .hasSize(10)
                .allSatisfy(refused -> assertThat(((ProgramEvent.LimitReached) refused).outcome())
                        .isEqualTo("TooMany"));
        for (int turn = 0; turn < 20; turn++) {
            List<ScriptedPhone> waiting =
                    phones.stream().filter(phone -> !phone.talks()).toList();
            phones.stream().filter(ScriptedPhone::talks).limit(3).toList().forEach(ScriptedPhone::hangsUp);
            passes(Duration.ofMillis(500));
            waiting.forEach(phone -> phone.calls("9"));
            passes(Duration.ofMillis(500));
            assertThat(talking()).isEqualTo(30);
        }
        phones.stream().filter(ScriptedPhone::talks).toList().forEach(ScriptedPhone::hangsUp);
        passes(Duration.ofSeconds(1));
        assertThat(figures().places()).isZero();
    }

    @Test
    void five_a_second_begin_and_the_others_are_told_so() throws Exception {
        plan("route('9') { if (limit('desk', perSecond: 5)) answer() else reject 503\n wait unlimited }");
        for (int second = 0; second < 4; second++) {
            phones.subList(second * 10, second * 10 + 10).forEach(phone -> phone.calls("9"));
            passes(Duration.ofSeconds(1));
        }
        assertThat(talking()).isEqualTo(20);
        assertThat(phones.stream().filter(phone -> phone.lastStatus() == 503)).hasSize(20);
        assertThat(figures().refusedRate()).isEqualTo(20);
        phones.stream().filter(ScriptedPhone::talks).toList().forEach(ScriptedPhone::hangsUp);
        passes(Duration.ofSeconds(1));
    }

    @Test
    void a_reload_forgets_nobody_who_is_there() throws Exception {
        String text = "route('9') { if (!limit('desk', calls: 1)) reject 486\n answer(); wait unlimited }";
        plan(text);
        phones.getFirst().calls("9");
        passes(Duration.ofSeconds(1));
        plan(text + " // another version");
        phones.getLast().calls("9");
        passes(Duration.ofSeconds(1));
        assertThat(phones.getLast().lastStatus()).isEqualTo(486);
        phones.getFirst().hangsUp();
        passes(Duration.ofSeconds(1));
        phones.getLast().calls("9");
        passes(Duration.ofSeconds(1));
        assertThat(phones.getLast().talks()).isTrue();
        phones.getLast().hangsUp();
        passes(Duration.ofSeconds(1));
    }

    @Test
    void however_a_call_ends_its_place_is_free() throws Exception {
        plan("""
            route('1') { if (limit('desk', calls: 1)) throw new IllegalStateException('a mistake') }
            route('2') { if (limit('desk', calls: 1)) reject 603 }
            route('3') { if (limit('desk', calls: 1)) dial user('1011'), timeout: 5.seconds }
            route('4') { if (limit('desk', calls: 1)) { answer(); wait 2.seconds } }
            route('5') { if (limit('desk', calls: 1)) { answer(); for (int i = 0; i < 20_000; i++) header 'X-A', 'y' } }
            route('6') { if (limit('desk', calls: 1)) { ringing(); wait unlimited } }
            """);
        ScriptedPhone caller = phones.getFirst();
        for (String number : List.of("1", "2", "3", "4", "5")) {
            caller.calls(number);
            passes(Duration.ofSeconds(10));
            assertThat(caller.line().isBusy()).as(number).isFalse();
            assertThat(figures().places()).as(number).isZero();
        }
        caller.calls("6");
        passes(Duration.ofSeconds(2));
        assertThat(figures().places()).isEqualTo(1);
        caller.hangsUp(); // before the answer: CANCEL
        passes(Duration.ofSeconds(2));
        assertThat(figures().places()).isZero();
        assertThat(figures().refusedCalls()).isZero();
    }
}
