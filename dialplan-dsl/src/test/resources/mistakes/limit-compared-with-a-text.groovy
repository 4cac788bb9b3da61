  route('1XXX') { if (limit('a', calls: 2) == 'Within') hangup() }
//                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ LimitOutcome is never equal to a text (write instanceof Within)
