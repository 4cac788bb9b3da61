  route('1XXX') { dial user(number), limit: -5.minutes }
//                                          ^^^^^^^^^^ a time is never negative (such as 20.seconds)
