  route('100') {
      if (number == '100') { reject 486 } else { hangup() }
      answer()
//    ^^^^^^^^ this is never reached: every way ends before it
  }
