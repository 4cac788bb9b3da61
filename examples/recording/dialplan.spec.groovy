class RecordingSpec extends DialplanSpecification {

    def ada = phone('1001')

    def setup() { dialplan 'dialplan.groovy' }

    def 'a conversation is recorded to its end'() {
        given: def bertrand = phone('1002').answersAtOnce()
        when: ada.calls '1002'
        and: time.passes 5.seconds
        and: ada.hangsUp()
        and: time.passes 1.second
        then: recordings.size() == 1
    }

    def 'a note ends by silence and is heard again'() {
        when: ada.calls '*1'
        and: ada.says 'two.wav'
        then: ada.hears('two.wav', 20.seconds)
    }
}
