// Emergencies come before every other route and past all limits, and ring until somebody answers.
emergency('112', '110') { dial trunk('psap'), timeout: unlimited }

// A 9 and a number go out by the carrier; what it says of a number that can't be had, the caller hears.
route('9.') {
    dial trunk('carrier').to(number.drop(1)), timeout: 60.seconds
}
