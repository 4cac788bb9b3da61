// Voice agents: programs in any language at the far end of a WebSocket. Two in Node are beside this file:
//   node examples/voice-agent/echo.mjs      says what it hears
//   node examples/voice-agent/bot.mjs       greets, can be interrupted, takes digits
route('7000') { stream('ws://127.0.0.1:8765/').await() }

route('7001') {
    def bot = stream('ws://127.0.0.1:8766/', rate: 16_000, metadata: [language: 'en'], reconnect: 2.seconds)
    bot.on('transfer') { message ->
        bot.send 'transferring', to: message.extension
        dial user(message.extension as String), timeout: 20.seconds   // once it is answered, the bot goes; until then it stays
    }
    switch (bot.await()) {
        case Finished -> play tone('dial', length: 1.second)
        case Released -> hangup()
        case Lost, NotConnected -> dial user('1002'), timeout: 20.seconds   // a person takes over
    }
}

// Bots that speak the protocol of Twilio's media streams find it here: PCMU at 8 kHz in JSON.
route('7002') { stream('ws://127.0.0.1:8765/', protocol: 'media-streams').await() }

route('1XXX') { dial user(number), timeout: 20.seconds }
