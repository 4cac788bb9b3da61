class HandlerNameSpec extends DialplanSpecification {

    def 'the caller is answered and hears the greeting'() {
        given:
        dialplan()

        when:
        def call = testCall(to: 'EXAMPLE')

        then:
        call.answered && call.hears('hello.wav')
        call.verbs == ['answer', 'play']
    }
}
