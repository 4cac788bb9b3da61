  route('1XXX') {
      goTo '1099'
      hangup()
//    ^^^^^^^^ this is never reached: goTo() ends the call before it
  }
