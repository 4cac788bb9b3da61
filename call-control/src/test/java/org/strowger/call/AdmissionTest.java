package org.strowger.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.strowger.call.Admission.Urgency;

class AdmissionTest {

    @Test
    void the_limit_holds_for_all_but_emergencies() {
        Admission admission = new Admission(1);
        assertThat(admission.enter(Urgency.NORMAL)).isEmpty();
        assertThat(admission.enter(Urgency.NORMAL))
                .hasValueSatisfying(why -> assertThat(why).contains("limit of 1"));
        assertThat(admission.enter(Urgency.EMERGENCY)).isEmpty();
        assertThat(admission.calls()).isEqualTo(2);
    }

    @Test
    void a_drain_is_done_when_the_last_call_has_left() {
        Admission admission = new Admission(10);
        admission.enter(Urgency.NORMAL);
        var done = admission.drain().toCompletableFuture();
        assertThat(done).isNotDone();
        assertThat(admission.enter(Urgency.NORMAL)).isPresent();
        admission.leave();
        assertThat(done).isDone();
    }

    @Test
    void a_refused_call_is_not_counted_so_an_empty_switch_drains_at_once() {
        Admission admission = new Admission(0);
        assertThat(admission.enter(Urgency.NORMAL)).isPresent();
        assertThat(admission.calls()).isZero();
        assertThat(admission.drain().toCompletableFuture()).isDone();
    }
}
