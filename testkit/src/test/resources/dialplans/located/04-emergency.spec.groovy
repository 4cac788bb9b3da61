class LocatedEmergencySpec extends DialplanSpecification {

    def 'the INVITE carries the caller\'s location as a PIDF-LO'() {
        given: dialplan()
        when: def invite = testCall(to: '911').invite
        then:
        invite.header('Geolocation').startsWith('<cid:')
        invite.body.contains('Berlin') && invite.body.contains('Hauptweg')
    }
}
