  route('1XXX') { bridge(caller, call(user(number))).on('*1') { goTo '1099' }.await() }
//                                                              ^^^^ goTo leaves a route's body: it can't stand in a callback (keep in store where to go, and say goTo behind the verb that waits)
