  route('1XXX') {
      onDtmf { digit -> goTo '1099' }
//                      ^^^^ goTo leaves a route's body: it can't stand in a callback (keep in store where to go, and say goTo behind the verb that waits)
      dial user(number)
  }
