class HoursSpec extends DialplanSpecification {

    def agent = phone('1001').answersAtOnce()

    def setup() { dialplan() }

    def 'within office hours the queue takes the call'() {
        when: time.is '2026-06-01T10:00+02:00'
        then: testCall(from: '1002', to: '4000', lasts: 3.seconds).called == ['1001']
    }

    def 'at #moment the caller hears that the office is closed'() {
        when: time.is moment
        then: testCall(from: '1002', to: '4000').hears('closed.wav')

        where:
        moment << ['2026-06-01T07:59+02:00', '2026-06-01T18:00+02:00', '2026-06-06T10:00+02:00', '2026-12-25T10:00+01:00']
    }
}
