class VoicemailSpec extends DialplanSpecification {

    def ada = phone('1001')
    def bertrand = phone('1002')

    def setup() { dialplan 'dialplan.groovy' }

    def 'a colleague who answers talks'() {
        given: bertrand.answersAtOnce()
        when: ada.calls '1002'
        then: ada.talks() && bertrand.talks()
    }

    def 'nobody answers for 20 seconds: a message can be left'() {
        when: ada.calls '1002'
        then: bertrand.rings()

        when: time.passes 20.seconds
        then: bertrand.stoppedRinging() && ada.hears('voicemail-greeting.wav')
    }

    def 'who is busy has a greeting of its own'() {
        given: bertrand.answersWith(486)
        expect: ada.calls('1002').hears('voicemail-busy.wav')
    }
}
