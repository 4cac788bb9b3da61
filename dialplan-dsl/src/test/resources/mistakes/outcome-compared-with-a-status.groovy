  route('1XXX') { if (dial(user(number)) == 486) play 'busy.wav' }
//                    ^^^^^^^^^^^^^^^^^^^^^^^^^ DialOutcome is never equal to a number
