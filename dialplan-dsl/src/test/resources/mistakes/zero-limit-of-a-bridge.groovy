  route('1XXX') { bridge(caller, call(user(number))).limit(0.seconds).await() }
//                                                         ^^^^^^^^^ limit wants a time of more than nothing (such as 20.seconds)
