class EchoSpec extends DialplanSpecification {

    def ada = phone('1001')

    def setup() { dialplan 'dialplan.groovy' }

    def 'a phone hears what it says'() {
        when: ada.calls '600'
        and: ada.says 'two.wav'
        then: ada.hears('two.wav', 10.seconds)
    }
}
