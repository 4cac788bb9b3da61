package org.strowger.sipp;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A real phone that registers by TLS, and was told to trust the certificate that the switch made of itself, calls one
 * that comes by UDP, and is called by it.
 */
class TlsPhonesTest {

    private static final int TLS = Ports.free("127.0.0.1");
    private static final String TCP = "  - {transport: tcp, address: 127.0.0.1, port: 5060}";

    @RegisterExtension
    static final Lab LAB = Lab.withExample(
            "office", Map.of(TCP, TCP + "\n  - {transport: tls, address: 127.0.0.1, port: " + TLS + "}"));

    private static final Duration LENGTH = Duration.ofSeconds(5);

    @Test
    void it_calls_one_that_is_not_secured() {
        call((secured, plain) -> {
            secured.calls("sip:1002@127.0.0.1;transport=tls");
            plain.inCall();
        });
    }

    @Test
    void it_is_called_on_the_connection_that_it_registered_by() {
        call((secured, plain) -> {
            plain.calls("sip:1001@127.0.0.1");
            secured.inCall();
        });
    }

    private static void call(BiConsumer<Phone, Phone> calling) {
        try (var secured = secured("1001", 440).registered();
                var plain = PhonesTest.phone(LAB, "1002", 880, "").registered()) {
            calling.accept(secured, plain);
            Processes.pause(LENGTH);
            secured.hangsUp();
            plain.isHungUpOn();
            PhonesTest.assertHears(secured, 880);
            PhonesTest.assertHears(plain, 440);
        }
    }

    private static Phone secured(String user, int hertz) {
        Path certificate = LAB.theSwitch().directory().resolve("tls/self-signed.crt");
        String account =
                "<sip:%s@127.0.0.1>;outbound=\"sip:127.0.0.1:%d;transport=tls\";auth_user=%s;auth_pass=%s;regint=60"
                        .formatted(user, TLS, user, "office-" + user);
        return Phone.trusting(certificate, LAB.logs("phone-" + user), Ports.phone(), account, hertz);
    }
}
