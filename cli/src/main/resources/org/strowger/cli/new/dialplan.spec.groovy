// Tests of the dialplan: the real switch on a network in memory and a clock that the test moves. Run them: strowger test
class NewSwitchSpec extends DialplanSpecification {

    def setup() { dialplan() }

    def 'phones call one another'() {
        given:
        def ada = phone('1001')
        def bertrand = phone('1002')

        when: ada.calls '1002'
        then: bertrand.rings()

        when: bertrand.answers()
        and: bertrand.says 'hello.wav'
        then: ada.hears('hello.wav')
    }

    def 'after 20 seconds the caller is told that nobody is home'() {
        given:
        def ada = phone('1001')
        def bertrand = phone('1002')

        when: ada.calls '1002'
        and: time.passes 20.seconds
        then: bertrand.stoppedRinging() && ada.hears('nobody-home.wav')
    }

    def 'a phone that answers #status plays #prompt'() {
        given: phone('1002').answersWith(status)
        expect: testCall(to: '1002').hears(prompt)

        where:
        status | prompt
        486    | 'busy.wav'
        603    | 'sorry.wav'
    }

    def 'what is said to *43 comes back'() {
        given: def ada = phone('1001').calls('*43')
        when: ada.says 'hello.wav'
        then: ada.hears('hello.wav')
    }

    def 'all phones ring for 3000, and the first has the call'() {
        given:
        def ada = phone('1001')
        def bertrand = phone('1002')
        def carla = phone('1003')

        when: ada.calls '3000'
        then: bertrand.rings() && carla.rings()

        when: carla.answers()
        then: ada.talks() && bertrand.stoppedRinging()
    }

    def 'a 9 goes out by the carrier, without the 9'() {
        when: def call = testCall(to: '9035550100')
        then:
        call.called == ['carrier']
        call.invite.number == '035550100'
        call.verbs == ['authenticate', 'dial']
    }

    def 'emergencies go to the carrier'() {
        when: phone('1001').calls '911'
        then: invites*.to == ['carrier']
    }

    def 'a phone that nobody knows is asked who it is, and calls nobody'() {
        when: stranger('4711').calls '911'
        then: invites.empty
    }

    def 'a carrier that is down ends the call'() {
        given: trunk('carrier').answersWith(503)
        expect: testCall(to: '9035550100').status == 503
    }
}
