package org.strowger.sipp;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real phones, encrypted and in the clear, of one codec and of two, hear each other through the switch. */
@Order(3)
class SecuredPhonesTest {

    @RegisterExtension
    static final Lab LAB = Lab.withExample(
            "office",
            Map.of(
                    "password: office-1002", "codecs: [pcma, pcmu], password: office-1002",
                    "password: office-1003", "codecs: [pcma, pcmu], srtp: require, password: office-1003",
                    "name: Carla}", "name: Carla}\n  1004: {srtp: prefer-two-lines, password: office-1004}"));

    private static final Duration LENGTH = Duration.ofSeconds(6);

    /**
     * 1002 is offered packets in the clear, 1003 encrypted ones only, 1004 a line for each. A phone with srtp-mand
     * takes nothing but SRTP.
     */
    @ParameterizedTest
    @CsvSource({
        "srtp-mand, PCMA, 1002, '', PCMA",
        "srtp-mand, PCMA, 1002, '', PCMU",
        "'', PCMU, 1003, srtp-mand, PCMU",
        "srtp-mand, PCMU, 1003, srtp-mand, PCMA",
        "'', PCMA, 1004, srtp-mand, PCMA",
        "'', PCMA, 1004, '', PCMA"
    })
    void each_hears_the_other(String callers, String callersCodec, String user, String callees, String calleesCodec) {
        try (var caller = PhonesTest.phone(LAB, "1001", 440, options(callers, callersCodec))
                        .registered();
                var callee = PhonesTest.phone(LAB, user, 880, options(callees, calleesCodec))
                        .registered()) {
            caller.calls("sip:" + user + "@127.0.0.1");
            callee.inCall();
            Processes.pause(LENGTH);
            caller.hangsUp();
            callee.isHungUpOn();
            PhonesTest.assertHears(caller, 880);
            PhonesTest.assertHears(callee, 440);
        }
    }

    private static String options(String encryption, String codec) {
        return ";audio_codecs=" + codec + (encryption.isEmpty() ? "" : ";mediaenc=" + encryption);
    }
}
