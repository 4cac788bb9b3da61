class ConferenceSpec extends DialplanSpecification {

    def alice = phone('1001')
    def bob = phone('1002')

    def setup() { dialplan() }

    def 'who knows the PIN is in the room, who does not is not'() {
        given: def carol = phone('1003')

        when:
        alice.calls('7100').presses('1234')
        time.passes 1.second
        bob.calls('7100').presses('1234')
        carol.calls('7100').presses('4321')
        time.passes 2.seconds
        then: alice.talks() && bob.talks() && carol.wasHungUpOn()

        when: alice.says 'enter-pin.wav'
        then: bob.hears('enter-pin.wav')
    }

    def 'the PIN is asked for with a prompt, eight seconds long'() {
        when: alice.calls '7100'
        then: alice.hears('enter-pin.wav')
    }

    def 'calls to the conference meet in the main room'() {
        when:
        alice.calls 'conference'
        bob.calls 'conference'
        time.passes 1.second
        alice.says 'enter-pin.wav'
        then: bob.hears('enter-pin.wav')
    }

    def 'a trunk is no member of the house'() {
        expect: testCall(trunk: 'carrier-a', to: number).status == 403

        where:
        number << ['7100', 'conference']
    }
}
