class RingGroupSpec extends DialplanSpecification {

    def ada = phone('1001')
    def bertrand = phone('1002')
    def carla = phone('1003')

    def setup() { dialplan 'dialplan.groovy' }

    def 'both ring, and the first that answers has the call'() {
        when: ada.calls '3000'
        then: bertrand.rings() && carla.rings()

        when: carla.answers()
        then: ada.talks() && carla.talks() && bertrand.stoppedRinging()
    }

    def 'nobody answers: the caller is told'() {
        when: ada.calls '3000'
        and: time.passes 20.seconds
        then: ada.hears('nobody-home.wav')
    }
}
