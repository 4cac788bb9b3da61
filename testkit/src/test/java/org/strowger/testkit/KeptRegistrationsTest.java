package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.setup.ExchangeEnvironment;
import org.strowger.directory.Networks;
import org.strowger.directory.RegistrarSettings;
import org.strowger.directory.RegistrarSettings.KeepAlive;
import org.strowger.directory.kept.KeptContacts;
import org.strowger.media.MediaSettings;

/** Phones that have registered with a switch are called by the one that is started after it. */
class KeptRegistrationsTest {

    private static final String CONTACT = "Contact: <sip:1003@192.0.2.50:5060>";

    @TempDir
    Path folder;

    private int mostContacts = 3;
    private KeepAlive keepAlive = KeepAlive.OFF;
    private Optional<KeptContacts> kept = Optional.empty();

    /** A switch that has what those before it have left, this long after them. */
    private VirtualSwitch start(Duration later) {
        return new VirtualSwitch(
                1,
                VirtualSwitch.usualSettings()
                        .registrar(
                                new RegistrarSettings(Duration.ofSeconds(60), Duration.ofHours(1), Duration.ofHours(2))
                                        .withKeepAlive(keepAlive)),
                Programs.dialUsers(),
                LooseDirectory.NOBODY,
                MediaSettings.defaults(),
                environment -> keeping(environment, later));
    }

    private ExchangeEnvironment keeping(ExchangeEnvironment environment, Duration later) {
        InstantSource time = () -> environment.time().instant().plus(later);
        KeptContacts contacts = KeptContacts.open(folder, time, _ -> mostContacts, Networks.NONE);
        kept = Optional.of(contacts);
        return new ExchangeEnvironment(
                environment.loops(),
                environment.network(),
                environment.resolver(),
                environment.media(),
                environment.agents(),
                environment.directory(),
                contacts.locations(),
                environment.gate(),
                environment.time(),
                environment.randoms(),
                environment.events(),
                environment.heap());
    }

    private void end(VirtualSwitch home) {
        home.close();
        kept.orElseThrow().close();
    }

    /** One switch takes these REGISTERs from a host. */
    private void registers(String... contacts) {
        VirtualSwitch home = start(Duration.ZERO);
        home.phone("1003");
        RawHost host = new RawHost(home, "192.0.2.50");
        for (String contact : contacts) {
            host.registers("1003", contact);
            assertThat(host.status()).isEqualTo(200);
        }
        end(home);
    }

    /** The INVITEs that a host gets when 1001 calls 1003, from a switch that was started this long afterwards. */
    private int invited(Duration later) {
        VirtualSwitch home = start(later);
        home.phone("1003");
        RawHost host = new RawHost(home, "192.0.2.50").answers("486 Busy Here");
        home.phone("1001").calls("1003");
        end(home);
        return host.received("INVITE ").size();
    }

    @Test
    void a_phone_is_called_though_it_has_registered_with_the_switch_before() {
        registers(CONTACT);
        assertThat(invited(Duration.ofMinutes(10))).isOne();
    }

    @Test
    void a_registration_that_has_expired_meanwhile_is_gone() {
        registers(CONTACT + ";expires=600");
        assertThat(invited(Duration.ofMinutes(10))).isZero();
        assertThat(invited(Duration.ZERO)).isZero();
    }

    @Test
    void a_registration_that_was_removed_stays_removed() {
        registers(CONTACT, CONTACT + ";expires=0");
        assertThat(invited(Duration.ZERO)).isZero();
    }

    @Test
    void an_account_that_is_gone_has_no_registration() {
        registers(CONTACT);
        mostContacts = 0;
        assertThat(invited(Duration.ZERO)).isZero();
        mostContacts = 3;
        assertThat(invited(Duration.ZERO)).isZero();
    }

    // RFC 3261 §10.3 step 7: a REGISTER that is older than the binding fails, whichever process has made that.
    @Test
    void a_register_from_before_the_restart_is_out_of_order() {
        registers(CONTACT);
        VirtualSwitch home = start(Duration.ZERO);
        home.phone("1003");
        RawHost host = new RawHost(home, "192.0.2.50");
        host.registers("1003", CONTACT + ";expires=0"); // Call-ID and CSeq are those of the first switch's
        assertThat(host.status()).isEqualTo(500);
        assertThat(home.contacts("1003")).hasSize(1);
        end(home);
    }

    @Test
    void a_phone_that_listens_for_tcp_is_called_by_a_new_connection() {
        VirtualSwitch home = start(Duration.ZERO);
        home.phone("1003");
        RawHost.connected(home, "192.0.2.50").registers("1003", "Contact: <sip:1003@192.0.2.50:5060;transport=tcp>");
        assertThat(home.contacts("1003")).hasSize(1);
        end(home);

        VirtualSwitch next = start(Duration.ZERO);
        next.phone("1003");
        RawHost host = RawHost.connected(next, "192.0.2.50").answers("486 Busy Here");
        next.phone("1001").calls("1003");
        assertThat(host.received("INVITE "))
                .as(next.ladder())
                .singleElement()
                .asString()
                .contains("SIP/2.0/TCP");
        end(next);
    }

    @Test
    void a_browser_is_forgotten_since_nobody_can_call_it_before_it_comes_again() {
        VirtualSwitch home = start(Duration.ZERO);
        home.phone("1003");
        RawHost.browser(home, "192.0.2.50", "x.invalid")
                .registers("1003", "Contact: <sip:1003@x.invalid;transport=ws>");
        assertThat(home.contacts("1003")).hasSize(1);
        end(home);
        VirtualSwitch next = start(Duration.ZERO);
        assertThat(next.contacts("1003")).isEmpty();
        end(next);
    }

    @Test
    void contacts_of_the_switch_before_are_asked_whether_they_are_there() {
        registers(CONTACT);
        keepAlive = new KeepAlive(KeepAlive.Whom.ALL, Duration.ofSeconds(29), 2);
        VirtualSwitch home = start(Duration.ZERO);
        home.phone("1003");
        RawHost host = new RawHost(home, "192.0.2.50");
        home.passes(Duration.ofSeconds(30));
        assertThat(host.received("OPTIONS ")).as(home.ladder()).isNotEmpty();
        end(home);
    }
}
