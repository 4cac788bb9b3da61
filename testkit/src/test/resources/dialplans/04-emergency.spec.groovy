class EmergencySpec extends DialplanSpecification {

    def setup() { dialplan '04-emergency.groovy' }

    def 'it rings at the operator until somebody answers'() {
        given:
        def psap = trunk('psap').ringsOut()
        def alice = phone('1001')

        when: alice.calls number
        and: time.passes 5.minutes
        then: psap.rings() && !alice.wasHungUpOn()

        when: psap.answers()
        then: alice.talks()

        where:
        number << ['911', '112']
    }

    def 'nobody is asked who he is'() {
        given: def someone = stranger('4711')
        when: someone.calls '911'
        then: someone.talks() && invites*.to == ['psap']
        and: !testSwitch.ladder().contains('407')
    }

    def 'the INVITE carries Resource-Priority'() {
        expect: testCall(to: '112').invite.header('Resource-Priority') == 'esnet.0'
    }
}
