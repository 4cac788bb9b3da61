package org.strowger.call.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.strowger.call.core.AccountDialog.Direction;
import org.strowger.call.core.AccountDialog.Stage;

/** Which dialogs an account's phones are said to be in. */
class AccountDialogsTest {

    private final List<String> changed = new ArrayList<>();
    private final AccountDialogs dialogs = new AccountDialogs(changed::add);

    @Test
    void they_keep_the_order_in_which_they_have_begun() {
        dialogs.put("1001", dialog("a", Stage.TRYING));
        dialogs.put("1001", dialog("b", Stage.TRYING));
        dialogs.put("1001", dialog("a", Stage.CONFIRMED));
        assertThat(dialogs.of("1001")).containsExactly(dialog("a", Stage.CONFIRMED), dialog("b", Stage.TRYING));
        dialogs.remove("1001", "a");
        assertThat(dialogs.of("1001")).containsExactly(dialog("b", Stage.TRYING));
        assertThat(changed).hasSize(4).containsOnly("1001");
    }

    @Test
    void they_are_the_same_list_for_all_who_look_until_one_changes() {
        dialogs.put("1001", dialog("a", Stage.TRYING));
        List<AccountDialog> seen = dialogs.of("1001");
        assertThat(dialogs.of("1001")).isSameAs(seen);
        dialogs.put("1001", dialog("a", Stage.CONFIRMED));
        assertThat(dialogs.of("1001")).isNotSameAs(seen);
    }

    @Test
    void what_nobody_has_told_of_is_no_change_when_it_is_over() {
        dialogs.put("1001", dialog("a", Stage.TRYING));
        changed.clear();
        dialogs.remove("1001", "b");
        dialogs.remove("1002", "a");
        assertThat(changed).isEmpty();
    }

    @Test
    void a_dialog_of_an_account_with_a_thousand_costs_no_more_than_its_first() {
        costOfOneMore(); // classes are loaded
        long first = costOfOneMore();
        for (int i = 0; i < 1000; i++) dialogs.put("1001", dialog("busy" + i, Stage.CONFIRMED));
        assertThat(costOfOneMore()).isLessThanOrEqualTo(first);
    }

    private long costOfOneMore() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        AccountDialog more = dialog("more", Stage.TRYING);
        dialogs.put("1001", dialog("last", Stage.CONFIRMED));
        long before = threads.getCurrentThreadAllocatedBytes();
        dialogs.put("1001", more);
        dialogs.remove("1001", "more");
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static AccountDialog dialog(String callId, Stage stage) {
        return new AccountDialog(callId, "l", "r", Direction.INITIATOR, stage, "1002", "");
    }
}
