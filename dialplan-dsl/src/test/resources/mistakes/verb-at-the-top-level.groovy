  answer()
//^^^^^^ answer needs a call
  route('100') { answer() }
