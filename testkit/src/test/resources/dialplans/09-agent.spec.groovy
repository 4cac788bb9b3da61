class AgentSpec extends DialplanSpecification {

    def alice = phone('1001')
    def agent = phone('5005').answersAtOnce()

    def setup() { dialplan '09-agent.groovy' }

    def 'the agent alone hears the whisper, then the two talk'() {
        when: alice.calls '5005'
        then: agent.hears('whisper-sales.wav') && !alice.heard('whisper-sales.wav')

        when: time.passes 1.second
        and: alice.says 'whisper-sales.wav'
        then: alice.talks() && agent.hears('whisper-sales.wav')
    }

    def '*1 during the call transfers'() {
        given: def other = phone('1099')

        when: alice.calls '5005'
        and: time.passes 5.seconds
        and: agent.presses '*1'
        and: time.passes 1.second
        then: other.rings() && alice.talks()

        when: other.answers()
        and: time.passes 1.second
        then: alice.talks() && other.talks() && !agent.talks()
    }

    def 'an agent who does not answer is no agent'() {
        given: agent.ringsOut()
        when: alice.calls '5005'
        and: time.passes 21.seconds
        then: agent.stoppedRinging() && alice.lastStatus() == 480
    }
}
