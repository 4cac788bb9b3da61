// Dial 7000 to 7999: a room of this number. The first who comes sets its PIN, and whoever comes later needs the same.
route('7XXX') {
    def pin = ask('hello.wav', digits: 4, timeout: 10.seconds, mask: true)    // masked: in no log and no recording
    switch (conference(number, pin: pin)) {
        case WrongPin -> play 'sorry.wav'
        default -> hangup()
    }
}
