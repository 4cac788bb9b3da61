class TrunkSpec extends DialplanSpecification {

    def setup() { dialplan '03-trunk.groovy' }

    def 'a phone that proves who it is calls out, showing the company\'s number with its own last digits'() {
        given: host('provider.example').answersAtOnce()
        when: def call = testCall(from: '1042', to: '92025550123')
        then:
        call.answered && call.called == ['provider.example']
        call.verbs == ['authenticate', 'callerId', 'dial']
        call.invite.from == '+15551231042'
        call.invite.header('P-Asserted-Identity').contains('+15551231042')
    }

    def 'nobody else calls out'() {
        given: def someone = stranger('4711')
        when: someone.calls number
        then: someone.lastStatus() == 403 && invites.empty

        where:
        number << ['92025550123', '011493012345']
    }

    def 'the second carrier rings when the first #fails'() {
        given:
        trunk('carrier-b').answersAtOnce()
        def first = trunk('carrier-a')
        if (status) first.answersWith(status) else first.ignoresCalls()

        when: def call = testCall(from: '1042', to: '+12025550123')
        then:
        call.answered && call.called == ['carrier-a', 'carrier-b']
        call.invites*.number.unique() == ['+12025550123']
        call.invites*.header('X-Area').unique() == ['202']

        where:
        fails             | status
        'answers 500'     | 500
        'answers 503'     | 503
        'answers 408'     | 408
        'is down'         | 0
    }

    def 'the second carrier never rings after #status'() {
        given: trunk('carrier-a').answersWith(status)
        when: def call = testCall(from: '1042', to: '+12025550123')
        then: call.status == status && call.called == ['carrier-a']

        where:
        status << [486, 404, 603]
    }

    def 'an international call is billed'() {
        given: def carrier = trunk('carrier-a').answersAtOnce()
        when: def call = testCall(from: '1042', to: '011493012345')
        then:
        call.answered && call.invite.number == '+493012345'
        call.verbs.first() == 'authenticate'
        with(call.events(CallCharged).first()) {
            account() == '1042'
            tariff() == 'international'
        }
    }

    def 'who has no credit makes no international call'() {
        when: def call = testCall(from: '1043', to: '011493012345')
        then: call.status == 402 && call.called.empty
    }

    def 'an international call ends after two hours'() {
        given:
        def alice = phone('1042')
        def carrier = trunk('carrier-a').answersAtOnce()

        when: alice.calls '011493012345'
        and: 144.times {
            [alice, carrier]*.says 'goodbye.wav' // a line on which nobody is heard would be given up
            time.passes it < 143 ? 50.seconds : 49.seconds
        }
        then: alice.talks()

        when: time.passes 2.seconds
        then: alice.wasHungUpOn() && !carrier.talks()
    }
}
