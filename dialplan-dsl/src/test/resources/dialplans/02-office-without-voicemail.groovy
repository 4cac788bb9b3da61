// Registered phones 1000 to 1999 call one another.
route('1XXX') {
    switch (dial(user(number), timeout: 20.seconds)) {
        case Answered -> hangup()
        case Busy -> play 'busy.wav'
        case NoAnswer, Unreachable -> play 'nobody-home.wav'
        case Rejected -> play 'sorry.wav'
    }
}
