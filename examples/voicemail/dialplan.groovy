// Phones call one another. What nobody answers within 20 seconds goes to the mailbox of who was called.
route('10XX') {
    switch (dial(user(number), timeout: 20.seconds)) {
        case Answered -> hangup()
        case Busy -> voicemail number, greeting: busy
        default -> voicemail number
    }
}

// Dial *98 to listen to one's own messages: which box it is, the account says.
route('*98') { mailbox() }
