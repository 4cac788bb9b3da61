  route('1XXX') { conference 'a', pin: 1234 }
//                                ^^^ 'pin' is int, but must be String
