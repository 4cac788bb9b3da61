// The dialplan of NAME. Change it while the switch runs: it is loaded again by itself, and calls that are up go on undisturbed.
// 'strowger check' tells all that is wrong with it, 'strowger test' runs dialplan.spec.groovy.

// The phones call one another; what happens when nobody answers is said in words.
route('1XXX') {
    switch (dial(user(number), timeout: 20.seconds)) {
        case Answered -> hangup()
        case Busy -> play 'busy.wav'
        case NoAnswer, Unreachable -> play 'nobody-home.wav'
        case Rejected -> play 'sorry.wav'
    }
}

// Dial 100: a prompt. Dial *43: what you say comes back.
route('100') { answer(); play 'hello.wav' }
route('*43') { answer(); echo() }

// Dial 3000: all phones ring at once, and the first that answers has the call.
route('3000') {
    def everyone = firstToAnswer(user('1001'), user('1002'), user('1003'))
    if (!(dial(everyone, timeout: 30.seconds) instanceof Answered)) play 'nobody-home.wav'
}

// A 9 before the number: out by the carrier, for those who prove who they are.
route(~/9(.+)/) {
    authenticate()
    dial trunk('carrier').to(group(1)), timeout: 60.seconds
}

// Emergencies come before all else, past every limit. Phones that are registered need no password for them, strangers do.
emergency('911', '112') { dial trunk('carrier'), timeout: unlimited }
