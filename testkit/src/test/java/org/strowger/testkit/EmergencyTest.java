package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.setup.CallLimits;
import org.strowger.call.setup.ExchangeSettings;

/** 04-emergency.groovy: nothing stands in the way of an emergency, and who takes it knows where it is. */
class EmergencyTest {

    @TempDir
    Path folder;

    private final VirtualSwitch home = new VirtualSwitch(1, full(), (_, _, _) -> Programs.program(_ -> {}));

    /** Room for two calls; for emergencies anybody. */
    private static ExchangeSettings full() {
        var usual = VirtualSwitch.usualSettings();
        return new ExchangeSettings(
                        usual.product(),
                        usual.transactions(),
                        usual.callers(),
                        2,
                        usual.stall(),
                        usual.retryAfter(),
                        usual.registrar(),
                        usual.nonceLife(),
                        usual.sounds())
                .limits(CallLimits.DEFAULT.emergencyCallers(new CallLimits.EmergencyCallers.Anybody()));
    }

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.none(home);
        home.close();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    private void plan(String text) throws IOException {
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), text));
    }

    @Test
    void the_invite_leaves_at_once_when_every_place_is_taken_and_rings_without_end() throws IOException {
        ScriptedPhone center = home.trunk("psap");
        home.located("1001", java.util.Map.of("country", "US", "A1", "NY", "RD", "Broad & Main", "HNO", "123"));
        ScriptedPhone alice = home.anotherPhone("1001").registers();
        ScriptedPhone bob = home.phone("1002").registers().ringsOut();
        plan("""
            emergency('911', '112') {
                location civic: civicAddressOf(caller)
                dial trunk('psap'), timeout: unlimited
            }
            route('1XXX') { dial user(number), timeout: 30.minutes }
            """);
        ScriptedPhone carol = home.phone("1003").calls("1002");
        home.phone("1006").registers();
        ScriptedPhone dave = home.phone("1004").calls("1006");
        assertThat(home.figures().calls()).isEqualTo(2);
        assertThat(home.phone("1005").calls("1002").lastStatus()).as("full").isEqualTo(503);
        alice.calls("911");
        assertThat(center.isRinging()).as(trace()).isTrue();
        assertThat(center.lastInvite())
                .contains("Resource-Priority: esnet.0")
                .contains("Geolocation-Routing: yes")
                .containsPattern("Geolocation: <cid:.+@switch.example>")
                .containsPattern("Content-Type: multipart/mixed ?;boundary=")
                .contains("Content-Type: application/sdp", "Content-Type: application/pidf+xml")
                .contains(
                        "<ca:country>US</ca:country>",
                        "<ca:RD>Broad &amp; Main</ca:RD>",
                        "entity=\"pres:1001@switch.example\"")
                .contains("m=audio");
        home.passes(Duration.ofMinutes(10));
        assertThat(center.isRinging()).as("after ten minutes").isTrue();
        center.answers();
        assertThat(alice.isTalking()).isTrue();
        alice.hangsUp();
        carol.hangsUp();
        dave.hangsUp();
        assertThat(bob.isTalking()).isFalse();
    }

    @Test
    void a_stranger_may_call_for_help_and_a_place_on_the_map_goes_with_it() throws IOException {
        ScriptedPhone center = home.trunk("psap");
        plan("""
            emergency('112') {
                location civic: civicAddressOf(caller), geo: [latitude: 52.52, longitude: 13.41, uncertainty: 20]
                dial trunk('psap'), timeout: unlimited
            }
            """);
        ScriptedPhone mallory = home.stranger("4711", "x").calls("112");
        assertThat(center.lastInvite())
                .as(trace())
                .contains(
                        "<gml:pos>52.52 13.41</gml:pos><gs:radius uom=\"urn:ogc:def:uom:EPSG::9001\">20.0</gs:radius>")
                .doesNotContain("civicAddress>");
        center.answers();
        mallory.hangsUp();
    }

    @Test
    void a_caller_whose_place_nobody_knows_is_put_through_without_one() throws IOException {
        ScriptedPhone center = home.trunk("psap");
        plan("emergency('112') { location civic: civicAddressOf(caller); dial trunk('psap'), timeout: unlimited }");
        ScriptedPhone alice = home.phone("1001").calls("112");
        assertThat(center.isRinging()).as(trace()).isTrue();
        assertThat(center.lastInvite()).contains("Resource-Priority: esnet.0").doesNotContain("Geolocation");
        alice.hangsUp();
    }
}
