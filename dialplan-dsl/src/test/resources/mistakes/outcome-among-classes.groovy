  route('1XXX') { if (dial(user(number)) in [Busy, NoAnswer]) play 'busy.wav' }
//                                           ^^^^ DialOutcome is never equal to a class (write instanceof Busy)
//                                                 ^^^^^^^^ DialOutcome is never equal to a class (write instanceof NoAnswer)
