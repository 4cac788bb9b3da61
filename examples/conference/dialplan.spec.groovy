class ConferenceSpec extends DialplanSpecification {

    def ada = phone('1001')
    def bertrand = phone('1002')

    def setup() { dialplan 'dialplan.groovy' }

    def enters(phone, pin) {
        phone.calls '7000'
        phone.presses pin
        time.passes 12.seconds
    }

    def 'two who know the PIN hear each other'() {
        when: enters(ada, '4711')
        and: enters(bertrand, '4711')
        and: ada.says 'two.wav'
        then: bertrand.hears('two.wav')
    }

    def 'a wrong PIN keeps out'() {
        when: enters(ada, '4711')
        and: enters(bertrand, '4712')
        then: !bertrand.talks()
    }
}
