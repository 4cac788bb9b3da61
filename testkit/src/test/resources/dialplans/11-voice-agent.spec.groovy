import org.strowger.call.event.AgentEvent

class VoiceAgentSpec extends DialplanSpecification {

    def alice = phone('1009')
    def carol = phone('1002')
    def bot = agent('wss://bot.example/session')

    def setup() { dialplan '11-voice-agent.groovy' }

    def 'the bot is told who calls, and what it hears is 16 kHz'() {
        when: alice.calls 'support'
        and: time.passes 1.second
        then:
        bot.connected
        with(bot.start) {
            from == '1009'
            to == 'support'
            audio == [encoding: 's16le', rate: 16_000, channels: 1, milliseconds: 20]
            metadata.number == 'support'
            (metadata.caller as String).contains('1009')
        }
    }

    def 'both hear each other'() {
        when: alice.calls 'support'
        and: alice.says 'hello.wav'
        then: bot.hears('hello.wav')

        when: bot.says 'may-i-help.wav'
        then: alice.hears('may-i-help.wav')
    }

    def 'the bot hears its own voice back from a caller that echoes nothing'() {
        given: bot.echoes()
        when: alice.calls 'support'
        and: alice.says 'hello.wav'
        then: alice.hears('hello.wav')
    }

    def 'digits are told'() {
        when: alice.calls 'support'
        and: alice.presses '42#'
        and: time.passes 2.seconds
        then: bot.digits == '42#'
    }

    def 'marks are told when what stands before them was spoken'() {
        when: alice.calls 'support'
        and: bot.says 'may-i-help.wav'
        and: bot.marks 'asked'
        and: time.passes 100.milliseconds
        then: bot.messages('mark').empty

        when: time.passes 5.seconds
        then: bot.messages('mark') == [[event: 'mark', name: 'asked', cleared: false]]
    }

    def 'barge-in stops what is being said'() {
        when: alice.calls 'support'
        and: bot.says 'may-i-help.wav'
        and: bot.marks 'asked'
        and: time.passes 300.milliseconds
        and: bot.clears()
        and: time.passes 200.milliseconds
        then:
        bot.messages('mark') == [[event: 'mark', name: 'asked', cleared: true]]
        bot.messages('cleared').size() == 1
        !alice.hears('may-i-help.wav')
    }

    def 'transfer hands the caller to a person, and the bot goes'() {
        given: carol.answersAtOnce()
        when: alice.calls 'support'
        and: bot.sends 'transfer', extension: '1002'
        and: time.passes 1.second
        then:
        carol.talks() && !bot.connected
        bot.messages('stop').size() == 1

        when: carol.hangsUp()
        and: time.passes 1.second
        then: alice.wasHungUpOn()
    }

    def 'when the person is busy, the bot goes on'() {
        given: carol.answersWith(486)
        when: alice.calls 'support'
        and: bot.sends 'transfer', extension: '1002'
        and: time.passes 1.second
        and: bot.says 'may-i-help.wav'
        then: bot.connected && alice.hears('may-i-help.wav')
    }

    def 'the call ends when the bot is through'() {
        when: alice.calls 'support'
        and: bot.finishes()
        and: time.passes 1.second
        then: alice.wasHungUpOn() && !bot.connected
    }

    def 'the bot is told when the caller hangs up'() {
        when: alice.calls 'support'
        and: alice.hangsUp()
        and: time.passes 1.second
        then: !bot.connected && bot.messages('stop')*.reason == ['the call is over']
    }

    def 'a broken connection is made again'() {
        when: alice.calls 'support'
        and: bot.breaks()
        and: time.passes 1.second
        then: bot.connected && bot.messages('start')*.again == [false, true] && alice.talks()
    }

    def 'a bot that dies is given up after five seconds, and the plan goes on'() {
        when: alice.calls 'support'
        and: bot.dies()
        and: time.passes 4.seconds
        then: alice.talks()

        when: time.passes 2.seconds
        then: alice.wasHungUpOn()
        and: events.findAll { it instanceof AgentEvent.AgentLeft }*.outcome() == ['Lost']
    }

    def 'a bot that can not be reached ends the call'() {
        given: bot.dies()
        when: alice.calls 'support'
        and: time.passes 1.second
        then: alice.wasHungUpOn()
        and: events.findAll { it instanceof AgentEvent.AgentLeft }*.outcome() == ['NotConnected']
    }

    def 'what the bot gets wrong is told to it, and costs nothing'() {
        when: alice.calls 'support'
        and: bot.sendsText text
        and: time.passes 1.second
        then: bot.connected && bot.messages('error')*.message == [why]

        where:
        text                  | why
        'hello'               | 'a text message is a JSON object'
        '{"event":7}'         | 'a message has an "event", a text of 1 to 128 characters'
        '{"event":"start"}'   | '"start" is said by the switch alone'
        '{"event":"mark"}'    | 'a mark has a "name", a text of at most 128 characters'
    }

    def 'a bot that takes nothing is given up'() {
        when: alice.calls 'support'
        and: bot.stopsReading()
        and: time.passes 9.seconds
        then: alice.talks()

        when: time.passes 10.seconds
        then: events.any { it instanceof AgentEvent.AgentBroken }
    }
}
