import java.nio.file.Files

class CallbacksSpec extends DialplanSpecification {

    def alice = phone('1009')
    def bob = phone('1001').answersAtOnce()

    def setup() { dialplan '10-callbacks.groovy' }

    def 'the end of a call is told once, with its cause and its length'() {
        when: def call = testCall(from: '1009', to: '6001', lasts: 5.seconds)
        then:
        call.answered && call.called == ['1001']
        with(call.events(ScriptEvent)) {
            size() == 1
            first().name() == 'survey'
            first().values().cause == 'CallerHungUp'
            first().values().seconds == 5
        }
    }

    def 'the call is recorded, a side to a channel'() {
        when: testCall(from: '1009', to: '6001', lasts: 5.seconds)
        then: recordings.size() == 1
        and: Files.size(recordings.first()) > 4.5 * 2 * 16_000
    }

    def 'hash hangs up'() {
        when: alice.calls '6001'
        and: alice.presses '5'
        and: time.passes 1.second
        then: alice.talks() && bob.talks()

        when: alice.presses '#'
        and: time.passes 1.second
        then: alice.wasHungUpOn() && !bob.talks()
    }

    def 'who is silent is asked'() {
        when: alice.calls '6001'
        and: alice.says 'are-you-there.wav'
        and: time.passes 1.second
        and: alice.fallsSilent()
        and: time.passes 2.seconds
        then: alice.hears('are-you-there.wav')
    }

    def 'video is declined, and the call goes on'() {
        when: alice.calls '6001'
        and: time.passes 1.second
        and: alice.offersVideo()
        then: alice.story().last() == 'change refused 488' && alice.talks() && bob.talks()
    }

    def 'a call whose media ceases is hung up'() {
        when: alice.calls '6001'
        and: time.passes 70.seconds
        then: alice.wasHungUpOn()
    }
}
