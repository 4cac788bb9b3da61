package org.strowger.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spockframework.runtime.model.SpecMetadata;
import org.strowger.call.event.Happening;
import spock.lang.Specification;

/**
 * What a specification of a dialplan extends (Spock, on the JUnit platform). Each feature has a switch of its own: see
 * {@link TestSwitch}. A feature that fails says so with the ladder of messages.
 *
 * {@snippet lang = "groovy" :
 * class OfficeSpec extends DialplanSpecification {
 *     def 'a phone that nobody answers goes to voicemail after 20 seconds'() {
 *         given:
 *         dialplan 'office.groovy'
 *         def alice = phone('1001'), bob = phone('1002')
 *
 *         when: alice.calls '1002'
 *         then: bob.rings()
 *
 *         when: time.passes 20.seconds
 *         then: bob.stoppedRinging() && alice.hears('voicemail-greeting.wav')
 *     }
 * }
 * }
 */
@SpecMetadata(filename = "DialplanSpecification.java", line = 1)
public abstract class DialplanSpecification extends Specification {

    private @Nullable TestSwitch testSwitch;

    /** Where the files of the plan are looked for: the directory of the specification, unless overridden. */
    protected Path directory() {
        return PlanDirectory.of(getClass());
    }

    /** The switch of this feature. */
    public TestSwitch getTestSwitch() {
        TestSwitch there = testSwitch;
        if (there != null) return there;
        TestSwitch made = new TestSwitch(directory());
        testSwitch = made;
        return made;
    }

    /** As {@link TestSwitch#dialplan}. */
    public TestSwitch dialplan(String... files) {
        return getTestSwitch().dialplan(files);
    }

    /** As {@link TestSwitch#phone}. */
    public ScriptedPhone phone(String number) {
        return getTestSwitch().phone(number);
    }

    /** As {@link TestSwitch#unregistered}. */
    public ScriptedPhone unregistered(String number) {
        return getTestSwitch().unregistered(number);
    }

    /** As {@link TestSwitch#stranger}. */
    public ScriptedPhone stranger(String number) {
        return getTestSwitch().stranger(number);
    }

    /** As {@link TestSwitch#trunk}. */
    public ScriptedPhone trunk(String name) {
        return getTestSwitch().trunk(name);
    }

    /** As {@link TestSwitch#host}. */
    public ScriptedPhone host(String name) {
        return getTestSwitch().host(name);
    }

    /** As {@link TestSwitch#database}. */
    public TestDatabase database(String name) {
        return getTestSwitch().database(name);
    }

    /** As {@link TestSwitch#table}. */
    public TestTable table(String name) {
        return getTestSwitch().table(name);
    }

    /** As {@link TestSwitch#web}. */
    public TestWeb web(String url) {
        return getTestSwitch().web(url);
    }

    /** As {@link TestSwitch#agent}. */
    public TestAgent agent(String url) {
        return getTestSwitch().agent(url);
    }

    /** As {@link TestSwitch#recordings}. */
    public List<Path> getRecordings() {
        return getTestSwitch().recordings();
    }

    /** As {@link TestSwitch#records}. */
    public List<Map<String, Object>> getRecords() {
        return getTestSwitch().records();
    }

    /** As {@link TestSwitch#testCall(Map)}. */
    public TestCall testCall(Map<String, ?> options) {
        return getTestSwitch().testCall(options);
    }

    /** The clock. */
    public TestClock getTime() {
        return getTestSwitch().time();
    }

    /** The network. */
    public TestNetwork getNetwork() {
        return getTestSwitch().network();
    }

    /** All that happened in the switch. */
    public List<Happening> getEvents() {
        return getTestSwitch().events();
    }

    /** The INVITEs that the switch sent. */
    public List<SentInvite> getInvites() {
        return getTestSwitch().invites();
    }

    /** The ladder, if there was a switch. */
    final String ladderSoFar() {
        return testSwitch == null ? "" : testSwitch.ladder();
    }

    final void closeSwitch() {
        TestSwitch there = testSwitch;
        testSwitch = null;
        if (there != null) there.close();
    }
}
