class HelloSpec extends DialplanSpecification {

    def setup() { dialplan '01-hello.groovy' }

    def 'dial 100: the switch answers, plays the prompt, then hangs up'() {
        when:
        def call = testCall(to: '100')

        then:
        call.answered && call.hears('hello.wav')
        call.verbs == ['answer', 'play']
        call.route.contains("route('100')")
        call.events(CallOver).first().cause() == 'Completed'
    }

    def 'dial *43: what you say comes back'() {
        given:
        def alice = phone('1001')

        when:
        alice.calls('*43').says('hello.wav')

        then:
        alice.hears('hello.wav')
    }

    def 'nobody is at other numbers'() {
        expect:
        testCall(to: number).status == 404

        where:
        number << ['101', '10', '*44']
    }
}
