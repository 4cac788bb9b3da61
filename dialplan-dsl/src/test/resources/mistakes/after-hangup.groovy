  route('100') {
      answer()
      hangup()
      play 'hello.wav'
//    ^^^^^^^^^^^^^^^^ this is never reached: hangup() ends the call before it
  }
