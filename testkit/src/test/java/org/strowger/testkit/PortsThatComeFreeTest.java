package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.call.Call;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.event.RefusalCause;
import org.strowger.call.setup.ExchangeEnvironment;
import org.strowger.media.MediaEngine;
import org.strowger.media.MediaSession;
import org.strowger.media.MediaSettings;
import org.strowger.rtp.PortsExhaustedException;

/**
 * Ports come and go with other calls, on other threads: a call for which there was none is told so, though there is one
 * in the moment after.
 */
class PortsThatComeFreeTest {

    private final VirtualSwitch home = new VirtualSwitch(
            1,
            VirtualSwitch.usualSettings(),
            Programs.always(PortsThatComeFreeTest::route),
            LooseDirectory.NOBODY,
            MediaSettings.defaults(),
            this::between);
    private final ScriptedPhone alice = home.phone("1001");
    private final ScriptedPhone bob = home.phone("1002").registers();
    private int wanting;

    private static void route(Call call) {
        switch (call.number()) {
            case "43" -> call.echo();
            case "44" -> call.answer();
            case "45" -> call.earlyMedia();
            default -> call.dial(new Destination.User("1002"), DialOptions.DEFAULT);
        }
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

    private ExchangeEnvironment between(ExchangeEnvironment real) {
        return new ExchangeEnvironment(
                real.loops(),
                real.network(),
                real.resolver(),
                wanting(MediaEngine.class, real.media()),
                real.agents(),
                real.directory(),
                real.locations(),
                real.gate(),
                real.time(),
                real.randoms(),
                real.events(),
                real.heap());
    }

    /** Media whose next streams find no port, as many as are {@code wanting}. */
    private <T> T wanting(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, given) -> {
            if (method.getName().equals("stream") && wanting-- > 0) throw new PortsExhaustedException("none is free");
            method.setAccessible(true);
            try {
                Object answer = method.invoke(real, given);
                return answer instanceof MediaSession session ? wanting(MediaSession.class, session) : answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private long refusals() {
        return home.figures().refusals().getOrDefault(RefusalCause.PORTS, 0L);
    }

    // RFC 3261 §21.5.4: what is short is there again soon, and nothing is wrong with the switch.
    @ParameterizedTest
    @ValueSource(strings = {"43", "44", "45", "1002"})
    void whoever_got_none_may_try_again_and_nothing_has_failed(String number) {
        wanting = 1;
        alice.calls(number);
        assertThat(alice.lastStatus()).as(trace()).isEqualTo(503);
        assertThat(refusals()).isEqualTo(1);
        assertThat(bob.isRinging()).isFalse();
    }

    @Test
    void a_call_that_found_one_is_answered() {
        alice.calls("43");
        assertThat(alice.lastStatus()).as(trace()).isEqualTo(200);
        assertThat(refusals()).isZero();
    }
}
