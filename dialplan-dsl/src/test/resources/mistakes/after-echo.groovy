  route('*43') {
      answer()
      echo()
      log.info 'never said'
//    ^^^^^^^^^^^^^^^^^^^^^ this is never reached: echo() ends the call before it
  }
