  route('100') {
      return
      answer()
//    ^^^^^^^^ this is never reached: there is a return before it
  }
