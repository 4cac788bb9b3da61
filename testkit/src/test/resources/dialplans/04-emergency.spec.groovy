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

    def 'nobody whose phone is registered is asked who he is'() {
        given: def alice = phone('1002')
        when: alice.calls '911'
        then: alice.talks() && invites*.to == ['psap']
        and: !testSwitch.ladder().contains('407')
    }

    def 'a stranger is'() {
        given: def someone = stranger('4711')
        when: someone.calls '911'
        then: someone.lastStatus() == 403 && invites.empty
    }

    def 'the INVITE carries Resource-Priority'() {
        expect: testCall(to: '112').invite.header('Resource-Priority') == 'esnet.0'
    }
}
