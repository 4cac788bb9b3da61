// Phones call one another. Bertrand transfers his caller to 701 with the transfer key of his phone: there is music, until
// somebody dials *8701. Nobody does for 45 seconds: the caller rings at the reception.
route('10XX') { dial user(number), timeout: 20.seconds }

route('70X') {
    if (park(number, timeout: 45.seconds) instanceof NoAnswer) dial user('1003'), timeout: 30.seconds
}

route('*870X') { pickup number.drop(2) }
