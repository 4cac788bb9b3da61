class RingGroupSpec extends DialplanSpecification {

    def alice = phone('1009')
    def desks = ['1001', '1002', '1003'].collect { phone(it) }
    def mobile = trunk('carrier-a').ringsOut()

    def setup() { dialplan '06-ring-groups.groovy' }

    def 'everybody rings at once, the first has the call, and the others are told that it was completed elsewhere'() {
        when: alice.calls '3000'
        then: desks.every { it.rings() }

        when: desks[1].answers()
        then:
        desks[0].stoppedRinging() && desks[2].stoppedRinging()
        alice.talks() && desks[1].talks()

        when: desks[1].says 'hello.wav'
        then: alice.hears('hello.wav')
    }

    def 'nobody there: the mobile, and the caller hears one ringback all the while'() {
        when: alice.calls '3000'
        and: time.passes 15.seconds
        then: desks.every { it.stoppedRinging() } && mobile.rings()
        and: alice.story().count('hears 180') == 1

        when: mobile.answers()
        then: alice.talks()
    }

    def 'a carrier that is down is passed over at once'() {
        given: mobile.answersWith(503)

        when: alice.calls '3000'
        and: time.passes 15.seconds
        then: invites*.to.contains('carrier-a')
        and: alice.lastStatus() >= 400 && !alice.talks()
    }
}
