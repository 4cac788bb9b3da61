package org.strowger.sipp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.strowger.sipp.Phone.Voice;

/**
 * Two accounts for each pair of codecs, in the clear and encrypted.
 *
 * @param sipPort of UDP at 127.0.0.1
 * @param adminPort of HTTP at 127.0.0.1
 */
record MatrixHome(int sipPort, int adminPort) implements SwitchHome {

    /**
     * Two phones.
     *
     * @param index of the pair, from 0
     * @param srtp the policy of both
     */
    record Pair(int index, Voice caller, Voice callee, String srtp) {

        String callerNumber() {
            return "" + (2000 + 2 * index);
        }

        String calleeNumber() {
            return "" + (2001 + 2 * index);
        }
    }

    /** At free ports. */
    static MatrixHome fresh() {
        return new MatrixHome(Ports.free("127.0.0.1"), Ports.free("127.0.0.1"));
    }

    List<Pair> pairs() {
        var pairs = new ArrayList<Pair>();
        for (String srtp : List.of("refuse", "require"))
            for (Voice caller : Voice.values())
                for (Voice callee : Voice.values()) pairs.add(new Pair(pairs.size(), caller, callee, srtp));
        return pairs;
    }

    @Override
    public void writeTo(Path directory) {
        var yaml = new StringBuilder("""
            dialplan: plan.groovy
            listen:
              - {transport: udp, address: 127.0.0.1, port: %d}
            admin: {port: %d}
            accounts:
            """.formatted(sipPort, adminPort));
        for (Pair pair : pairs()) {
            yaml.append(account(pair.callerNumber(), pair.caller(), pair.srtp()));
            yaml.append(account(pair.calleeNumber(), pair.callee(), pair.srtp()));
        }
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("strowger.yaml"), yaml);
            Files.writeString(directory.resolve("plan.groovy"), "route('2XXX') { dial user(number) }\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String account(String user, Voice voice, String srtp) {
        String codec = voice == Voice.L16 ? "l16/16000" : voice.name().toLowerCase(Locale.ROOT);
        return "  %s: {password: %s, codecs: [%s], srtp: %s}%n".formatted(user, Lab.password(user), codec, srtp);
    }
}
