class QueueSpec extends DialplanSpecification {

    def ada = phone('1001')
    def bertrand = phone('1002')
    def carla = phone('1003')

    def setup() { dialplan 'dialplan.groovy' }

    def 'a member who is free takes the caller'() {
        given: bertrand.answersAfter(3.seconds)
        when: ada.calls '5000'
        and: time.passes 5.seconds
        then: ada.talks() && bertrand.talks()
    }

    def 'who waits for too long is told that nobody is there'() {
        when: ada.calls '5000'
        and: time.passes 40.seconds
        then: ada.hears('nobody-home.wav')
    }
}
