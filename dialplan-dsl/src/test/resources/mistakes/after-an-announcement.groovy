  route('1XXX') {
      announce 'sorry.wav'
      dial user('1001')
//    ^^^^^^^^^^^^^^^^^ this is never reached: announce() ends the call before it
  }
