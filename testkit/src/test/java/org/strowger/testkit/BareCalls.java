package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;
import org.strowger.call.setup.CallLimits;
import org.strowger.directory.Quota;

/**
 * Bridged calls one like the other, between a stranger and a phone that write octets: for tests that count what a call
 * costs.
 */
final class BareCalls {

    private static final String ANSWER = String.join(
            "\r\n",
            "v=0",
            "o=- 1 1 IN IP4 192.0.2.99",
            "s=-",
            "c=IN IP4 192.0.2.99",
            "t=0 0",
            "m=audio 9000 RTP/AVP 0",
            "");

    private final VirtualSwitch home;
    private final RawHost callee;
    private final RawHost caller;

    BareCalls(VirtualSwitch home) {
        this.home = home;
        home.phone("1001");
        callee = new RawHost(home, "192.0.2.99").registers("1001", "Contact: <sip:1001@192.0.2.99>");
        caller = new RawHost(home, "192.0.2.50");
        home.phone("1002");
        callee.reacts(text -> {
            if (text.startsWith("INVITE ")) return Optional.of(accepted(text));
            return text.startsWith("BYE ") ? Optional.of(RawHost.response(text, "200 OK")) : Optional.empty();
        });
    }

    /** One that lets everybody call as often as he likes. */
    static VirtualSwitch unlimited() {
        var settings = VirtualSwitch.usualSettings()
                .limits(CallLimits.DEFAULT.quotas(Quota.UNLIMITED, Quota.UNLIMITED, Quota.UNLIMITED));
        return new VirtualSwitch(1, settings, Programs.dialUsers());
    }

    /** One until it is answered; its 200. */
    String answered(Duration before) {
        home.passes(before);
        forgets();
        caller.calls("1002", "sip:1001@switch.example");
        String ok = caller.last();
        assertThat(ok).as(() -> String.join("\n", home.trace())).startsWith("SIP/2.0 200");
        caller.acknowledges(ok);
        return ok;
    }

    void hangsUp(String ok) {
        caller.hangsUp(ok);
    }

    /** One from its INVITE to its BYE. */
    void call(Duration before) {
        hangsUp(answered(before));
    }

    void forgets() {
        caller.forgets();
        callee.forgets();
    }

    private static String accepted(String invite) {
        return RawHost.described(RawHost.response(invite, "200 OK", "Contact: <sip:1001@192.0.2.99>"), ANSWER);
    }

    /** All objects by their class, as the JVM prints them; what nobody holds is collected before. */
    static String classHistogram() throws JMException {
        return ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()})
                .toString();
    }
}
