class LookupSpec extends DialplanSpecification {

    def bertrand = phone('1002').answersAtOnce()

    def setup() {
        database('crm')
                .holds('people', [[number: '1002', name: 'Bertrand'], [number: '1003', name: 'Carla']])
                .holds('rates', [[prefix: '8', price: '0.60']])
        dialplan()
    }

    def 'who is in the database is called by name'() {
        when: def call = testCall(to: '1002')
        then:
        call.invite.header('X-Name') == 'Bertrand'
        database('crm').asked.last().contains('people')
    }

    def 'who is not is not there'() {
        expect: testCall(to: '1004').status == 404
    }

    def 'a database that #fails is another thing than one that knows nobody'() {
        given: database('crm')."$fails"()
        expect: testCall(to: '1002').status == 503

        when: database('crm').recovers()
        then: testCall(to: '1002').answered

        where: fails << ['isDown', 'isTooSlow']
    }

    def 'each test begins with the whole credit: round #round'() {
        when: def call = testCall(to: '80', lasts: 50.seconds)
        then: call.answered && call.events(CallCharged).first().amount() == 0.5

        where: round << [1, 2]
    }
}
