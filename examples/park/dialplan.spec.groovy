class ParkSpec extends DialplanSpecification {

    def ada = phone('1001')

    def setup() { dialplan 'dialplan.groovy' }

    def 'who waits at a place is fetched there'() {
        given: def bertrand = phone('1002')
        when: ada.calls '701'
        and: time.passes 2.seconds
        and: bertrand.calls '*8701'
        and: time.passes 2.seconds
        then: ada.talks() && bertrand.talks()
    }

    def 'who is fetched by nobody comes to the reception'() {
        given: def carla = phone('1003')
        when: ada.calls '701'
        and: time.passes 46.seconds
        then: carla.rings()
    }
}
