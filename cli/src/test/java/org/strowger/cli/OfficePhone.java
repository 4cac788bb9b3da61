package org.strowger.cli;

import org.strowger.softswitch.Softswitch;
import org.strowger.statemachine.Secret;
import org.strowger.testkit.console.ConsolePhone;

/** The phone of 1001 at a switch of a test, which speaks to its first listener. */
final class OfficePhone {

    private OfficePhone() {}

    static ConsolePhone of(Softswitch softswitch, String password) throws Exception {
        var account = new ConsolePhone.Account(
                "1001",
                Secret.of(password),
                "127.0.0.1",
                softswitch.listeners().getFirst().bind());
        return new ConsolePhone(account, ConsolePhone.Pickup.BY_HAND, _ -> {});
    }
}
