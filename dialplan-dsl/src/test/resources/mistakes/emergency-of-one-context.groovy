  context('internal') {
      route('911') { dial trunk('psap') }
//          ^^^^^ 911 can't be called from context 'lobby': write emergency('911')
  }
  context('lobby') {
      route('1XXX') { dial user(number) }
  }
