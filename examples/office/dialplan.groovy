// The office's dialplan. Change it while the switch runs: it is loaded again by itself, and calls that are up go on undisturbed.
// The words of the language: docs/dialplan.md.

// The phones, 1001 to 1099, call one another, as each has set it; what happens when nobody answers is said in words.
route('10XX') {
    switch (dial(subscriber(number), timeout: 20.seconds)) {
        case Answered -> hangup()
        case Busy -> play 'busy.wav'
        case NoAnswer, Unreachable -> play 'nobody-home.wav'
        case Rejected -> play 'sorry.wav'
    }
}

// Dial 100: the switch answers and plays the prompt, then hangs up. Dial *43: what you say comes back.
route('100') { answer(); play 'hello.wav' }
route('*43') { answer(); echo() }

// Dial 3000: all phones ring at once, and the first that answers has the call.
route('3000') {
    def everyone = firstToAnswer(user('1001'), user('1002'), user('1003'))
    if (!(dial(everyone, timeout: 30.seconds) instanceof Answered)) play 'nobody-home.wav'
}

// What a phone sets for itself: *72 and a number forwards its calls, *73 takes that back; *78 and *79, nobody disturbs.
// The other codes: docs/dialplan.md.
include 'strowger:features'
