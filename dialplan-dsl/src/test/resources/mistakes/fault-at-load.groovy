  route('100') { answer() }
  int zero = 0
  log.info "${5.intdiv(zero)}"
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ArithmeticException: / by zero
