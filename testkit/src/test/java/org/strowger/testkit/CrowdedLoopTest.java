package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.strowger.call.event.RefusalCause;
import org.strowger.sip.Identifiers;
import org.strowger.sip.source.SourceSettings;

/** What comes for another loop than that of its socket waits for it, as far as there is room. */
class CrowdedLoopTest {

    private static final String ADDRESS = "198.51.100.7";
    private static final int LOOPS = 2;
    private static final int BESIDE_A_FRAME = 512;

    private final VirtualSwitch home =
            new VirtualSwitch(1, VirtualSwitch.usualSettings().sources(plenty()), Programs.dialUsers());
    private final RawPeer peer = new RawPeer(home, ADDRESS);

    /** Budgets that hold for nobody here: one sender fills all that a loop has room for. */
    private static SourceSettings plenty() {
        SourceSettings usual = SourceSettings.DEFAULT;
        return new SourceSettings(
                100_000,
                usual.knownRequests(),
                usual.accountRequests(),
                usual.accountAtOnce(),
                100_000,
                usual.failures(),
                usual.accountFailures(),
                usual.ban(),
                usual.allowed(),
                usual.scanners());
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void new_requests_wait_in_four_mebibytes() {
        holds(4 << 20, "OPTIONS", "");
    }

    @Test
    void what_belongs_to_calls_waits_in_sixteen() {
        holds(16 << 20, "BYE", ";tag=here");
    }

    private void holds(int octets, String method, String tag) {
        List<String> requests = forTheOther(method, tag, 300);
        int fit = octets / (requests.getFirst().length() + BESIDE_A_FRAME);
        int more = 7;
        requests.stream().limit(fit + more).forEach(peer::posts);
        home.settle();
        assertThat(peer.heard()).hasSize(fit);
        assertThat(home.exchange().figures().refusals().get(RefusalCause.QUEUE)).isEqualTo((long) more);

        peer.sends(requests.getLast());
        assertThat(peer.heard()).as("there is room again").hasSize(fit + 1);
    }

    /** Of 60,000 octets each. */
    private List<String> forTheOther(String method, String tag, int count) {
        String[] lines = IntStream.range(0, 4)
                .mapToObj(i -> "X-Long-" + i + ": " + "x".repeat(15_000))
                .toArray(String[]::new);
        List<String> requests = new ArrayList<>();
        for (int i = 1000; requests.size() < count; i++) {
            String branch = "z" + i;
            if (Identifiers.loopOf("c" + branch + "@" + ADDRESS + ":5060", LOOPS) == 1)
                requests.add(peer.branched(branch, method, "sip:switch.example", "<sip:switch.example>" + tag, lines));
        }
        return requests;
    }
}
