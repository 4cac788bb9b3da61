package org.strowger.testkit.phone;

/** Whether a request carries an answer to the challenge that it met. */
enum PhoneAttempt {
    FIRST,
    PROVED
}
