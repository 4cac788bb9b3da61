// What is said between two phones is recorded, each on a side of its own: recordings/1001-1002-….opus.
route('10XX') {
    dial user(number), timeout: 20.seconds, record: 'stereo'
}

// Dial *1: a note to oneself, until three seconds of silence, and played back.
route('*1') {
    def note = record "notes/${caller.number()}.wav", max: 2.minutes, silence: 3.seconds
    play note.file().toString()
}
