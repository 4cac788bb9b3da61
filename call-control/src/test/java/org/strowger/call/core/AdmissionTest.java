package org.strowger.call.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.strowger.call.core.Admission.Kind;
import org.strowger.call.core.Admission.Party;
import org.strowger.call.core.Admission.Pass;
import org.strowger.call.core.Admission.Shut;
import org.strowger.call.core.Admission.Urgency;
import org.strowger.call.event.RefusalCause;
import org.strowger.directory.Quota;

class AdmissionTest {

    private long now = -1000;

    private Admission admission(int calls, int emergencies) {
        return new Admission(calls, emergencies, () -> now);
    }

    private static Party account(String name, int calls, int perSecond) {
        return new Party(Kind.ACCOUNT, name, new Quota(calls, perSecond));
    }

    @Test
    void emergencies_have_a_budget_beside_the_limit() {
        Admission admission = admission(1, 1);
        assertThat(admission.enter(Urgency.NORMAL, List.of())).isInstanceOf(Pass.class);
        assertThat(admission.enter(Urgency.NORMAL, List.of()))
                .isEqualTo(new Shut(503, RefusalCause.CALLS, "the limit of 1 calls is reached"));
        assertThat(admission.enter(Urgency.EMERGENCY, List.of(account("1001", 0, 0))))
                .isInstanceOf(Pass.class);
        assertThat(admission.calls()).isEqualTo(2);
        assertThat(admission.enter(Urgency.EMERGENCY, List.of()))
                .isEqualTo(new Shut(503, RefusalCause.EMERGENCIES, "the limit of 1 emergency calls is reached"));
    }

    @Test
    void a_drain_is_done_when_the_last_call_has_left() {
        Admission admission = admission(10, 10);
        Pass pass = (Pass) admission.enter(Urgency.NORMAL, List.of());
        var done = admission.drain().toCompletableFuture();
        assertThat(done).isNotDone();
        assertThat(admission.enter(Urgency.NORMAL, List.of())).isInstanceOf(Shut.class);
        Pass last = (Pass) admission.enter(Urgency.EMERGENCY, List.of());
        pass.close();
        assertThat(done).isNotDone();
        last.close();
        assertThat(done).isDone();
    }

    @Test
    void a_refused_call_is_not_counted_so_an_empty_switch_drains_at_once() {
        Admission admission = admission(0, 0);
        assertThat(admission.enter(Urgency.NORMAL, List.of())).isInstanceOf(Shut.class);
        assertThat(admission.calls()).isZero();
        assertThat(admission.drain().toCompletableFuture()).isDone();
    }

    @Test
    void an_account_has_as_many_calls_as_its_quota_and_others_are_not_touched() {
        Admission admission = admission(100, 100);
        Party one = account("1001", 2, 100);
        Party other = account("1002", 2, 100);
        Pass pass = (Pass) admission.enter(Urgency.NORMAL, List.of(one));
        admission.enter(Urgency.NORMAL, List.of(one));
        assertThat(admission.enter(Urgency.NORMAL, List.of(other, one)))
                .isEqualTo(new Shut(486, RefusalCause.ACCOUNT_CALLS, "account 1001 has 2 calls, as many as it may"));
        assertThat(admission.enter(Urgency.NORMAL, List.of(other))).isInstanceOf(Pass.class);
        assertThat(admission.enter(Urgency.NORMAL, List.of(other)))
                .as("what was refused for one is counted for nobody")
                .isInstanceOf(Pass.class);
        pass.close();
        assertThat(admission.enter(Urgency.NORMAL, List.of(one))).isInstanceOf(Pass.class);
    }

    @Test
    void calls_are_begun_at_the_pace_of_the_quota_with_a_seconds_worth_at_once() {
        Admission admission = admission(100_000, 1);
        Party one = account("1001", 100_000, 10);
        int granted = 0;
        Queue<Pass> open = new ArrayDeque<>();
        for (int ms = 0; ms < 10_000; ms++, now += Duration.ofMillis(1).toNanos())
            if (admission.enter(Urgency.NORMAL, List.of(one)) instanceof Pass pass) {
                granted++;
                open.add(pass);
                if (open.size() > 3) open.remove().close();
            }
        assertThat(granted).isBetween(109, 110);
    }

    // A second's pace is remembered, and no longer: sources may be as many as there are addresses.
    @Test
    void what_has_no_calls_is_forgotten() {
        QuotaBook book = new QuotaBook(() -> now);
        for (int i = 0; i < 100_000; i++, now += 100_000) {
            book.enter("source " + i, new Quota(10, 10));
            book.leave("source " + i);
        }
        assertThat(book.size()).isLessThan(25_000);
    }
}
