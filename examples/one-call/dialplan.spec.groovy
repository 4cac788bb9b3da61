class OneCallSpec extends DialplanSpecification {

    def 'a caller hears both sounds, and the switch hangs up'() {
        given: dialplan 'dialplan.groovy'
        def ada = phone('1001')

        when: ada.calls '100'
        then: ada.hears('hello.wav') && ada.hears('goodbye.wav', 20.seconds)

        when: time.passes 5.seconds
        then: !ada.talks()
    }
}
