class TrunkOutSpec extends DialplanSpecification {

    def setup() { dialplan 'dialplan.groovy' }

    def 'a number behind the 9 goes to the carrier without it'() {
        when: def call = testCall(to: '9030123456')
        then: call.called == ['carrier'] && call.invite.number == '030123456'
    }

    def 'an emergency goes to its own trunk'() {
        when: phone('1001').calls '112'
        then: invites*.to == ['psap']
    }
}
