// Dial 5000: the call is answered, hears music, and waits for the next member who is free, first come, first served.
// The members, and how long one is left alone after a call, stand in strowger.yaml.
route('5000') {
    switch (dial(queue('support'))) {
        case Answered -> hangup()
        case Busy -> play 'busy.wav'            // as many wait as may
        default -> play 'nobody-home.wav'       // max-wait is over
    }
}
