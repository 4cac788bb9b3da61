class PipelineSpec extends DialplanSpecification {

    def setup() { dialplan '12-pipeline.groovy' }

    def 'the chain asks who calls, charges, and connects'() {
        given: trunk('carrier-a').answersAtOnce()
        when: def call = testCall(from: '1042', to: number)
        then:
        call.answered && call.called == ['carrier-a'] && call.invite.number == number
        call.events(CallCharged).first().tariff() == 'retail'

        where:
        number << ['7500', '7999']
    }

    def 'each of its links can end the call'() {
        given: def someone = stranger('4711')
        when: someone.calls '7500'
        then: someone.lastStatus() == 403

        expect: testCall(from: '1043', to: '7500').status == 402
    }

    def 'other numbers are not its own'() {
        expect: testCall(from: '1042', to: '7499').status == 404
    }
}
