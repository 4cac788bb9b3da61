class NightSwitchSpec extends DialplanSpecification {

    def setup() {
        dialplan 'dialplan.groovy'
        phone('1002').answersAtOnce()
    }

    def 'whoever is there by the clock on the wall is called'() {
        when: time.is at
        then: testCall(to: '4000').called == [who]

        where:
        at                       | who
        '2026-06-01T10:00+02:00' | '1002'
        '2026-06-01T23:30+02:00' | 'carrier'
        '2026-12-25T10:00+01:00' | 'carrier'
    }
}
