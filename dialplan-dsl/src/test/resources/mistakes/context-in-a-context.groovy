  context('a') {
      context('b') { route('1') { answer() } }
//    ^^^^^^^ context 'b' stands within context 'a'
  }
