package org.strowger.sipp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A switch for phones in browsers and beside them.
 *
 * @param sipPort of UDP at 127.0.0.1
 * @param adminPort of HTTP at 127.0.0.1
 * @param webSocketPort of SIP over WebSocket there
 */
record BrowserMediaHome(int sipPort, int adminPort, int webSocketPort) implements SwitchHome {

    /** At free ports. */
    static BrowserMediaHome fresh() {
        return new BrowserMediaHome(Ports.free("127.0.0.1"), Ports.free("127.0.0.1"), Ports.free("127.0.0.1"));
    }

    /** A tab with the phone of an account, which speaks with a tone and is registered. */
    Chromium.Page phone(Chromium chromium, String user, int hertz) {
        Chromium.Page page = chromium.open("phone.html");
        page.evaluate(
                "window.phone = new Phone('ws://127.0.0.1:%d/sip', '%s', '%s', '127.0.0.1', %d); phone.registers()"
                        .formatted(webSocketPort, user, "office-" + user, hertz));
        return page;
    }

    @Override
    public void writeTo(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("strowger.yaml"), """
                domains: [127.0.0.1]
                dialplan: plan.groovy
                listen:
                  - {transport: udp, address: 127.0.0.1, port: %d}
                  - {transport: ws, address: 127.0.0.1, port: %d, path: /sip}
                admin: {port: %d}
                log: {level: debug}
                recordings: {directory: recordings}
                accounts:
                  1001: {password: %s}
                  1002: {password: %s}
                  1003: {password: %s, codecs: [pcma]}
                  1004: {password: %s, codecs: [pcma], srtp: require}
                  1005: {password: %s, webrtc: off}
                """.formatted(
                            sipPort,
                            webSocketPort,
                            adminPort,
                            "office-1001",
                            "office-1002",
                            "office-1003",
                            "office-1004",
                            "office-1005"));
            Files.writeString(directory.resolve("plan.groovy"), """
                route('600') { answer(); echo() }
                route('601') { answer(); recording.start 'seen.ivf'; recording.start 'heard.wav'; echo() }
                route('100X') { dial user(number) }
                """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
