class MenuSpec extends DialplanSpecification {

    def alice = phone('1009')

    def setup() { dialplan() }

    def 'digit #digit is #wanted, pressed as #way'() {
        given:
        def agent = phone(member).answersAtOnce()
        if (way == 'pressesTones') alice.knowsNoEvents()

        when: alice.calls '8000'
        then: alice.startsHearing('welcome.wav')

        when: alice."$way" digit
        and: time.passes 2.seconds
        then: agent.talks() && alice.talks()

        where:
        [digit, wanted, member, way] << [['1', 'sales', '1001'], ['2', 'support', '1002'], ['942', 'an extension', '1942']]
                .collectMany { choice -> ['presses', 'pressesTones', 'pressesByInfo', 'pressesByBareInfo'].collect { choice + it } }
    }

    def 'a press stops the prompt'() {
        when: alice.calls '8000'
        then: alice.startsHearing('welcome.wav')

        when: alice.presses '1'
        then: !alice.hears('welcome.wav')
    }

    def 'who presses nothing is asked three times, then hears goodbye'() {
        when: alice.calls '8000'
        then: alice.hears('welcome.wav') && alice.hears('welcome.wav', 7.seconds) && alice.hears('welcome.wav', 7.seconds)
        and: alice.hears('goodbye.wav', 7.seconds)

        when: time.passes 1.second
        then: alice.wasHungUpOn()
    }

    def 'what is no choice is asked again'() {
        when: alice.calls '8000'
        and: alice.presses '3'
        then: alice.hears('welcome.wav') && alice.talks()
    }
}
