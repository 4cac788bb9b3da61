class MenuSpec extends DialplanSpecification {

    def ada = phone('1001')

    def setup() { dialplan 'dialplan.groovy' }

    def 'a digit chooses who rings'() {
        given: def called = phone(user)
        when: ada.calls '4000'
        and: ada.presses digit
        and: time.passes 3.seconds
        then: called.rings()

        where:
        digit | user
        '1'   | '1002'
        '2'   | '1003'
    }

    def 'who presses nothing hears it three times, and is let go'() {
        when: ada.calls '4000'
        then: (1..3).every { ada.hears('hello.wav', 20.seconds) } && ada.hears('goodbye.wav', 20.seconds)
    }
}
