class VoiceAgentSpec extends DialplanSpecification {

    def ada = phone('1001')
    def bertrand = phone('1002')
    def bot = agent('ws://127.0.0.1:8766/')

    def setup() { dialplan 'dialplan.groovy' }

    def 'the echo says what it hears'() {
        given: agent('ws://127.0.0.1:8765/').echoes()
        when: ada.calls number
        and: ada.says 'two.wav'
        then: ada.hears('two.wav')

        where: number << ['7000', '7002']
    }

    def 'the bot hands over, and stays until somebody answers'() {
        when: ada.calls '7001'
        and: bot.sends 'transfer', extension: '1002'
        and: time.passes 3.seconds
        then: bertrand.rings() && bot.connected && bot.messages('transferring')*.to == ['1002']

        when: bertrand.answers()
        and: time.passes 1.second
        then: ada.talks() && bertrand.talks() && !bot.connected
    }

    def 'a person takes over from a bot that dies'() {
        when: ada.calls '7001'
        and: bot.dies()
        and: time.passes 3.seconds
        then: bertrand.rings()
    }
}
