// Dial 4000 and press a digit, while the sound plays or within five seconds of its end. It is played three times at most.
route('4000') {
    menu('hello.wav', tries: 3, timeout: 5.seconds) {
        on('1') { dial user('1002'), timeout: 20.seconds }
        on('2') { dial user('1003'), timeout: 20.seconds }
        on('9XX') { dial user("1$digits"), timeout: 20.seconds }    // what the X stand for: 9 and 002 reach 1002
        otherwise { play 'goodbye.wav' }
    }
}
