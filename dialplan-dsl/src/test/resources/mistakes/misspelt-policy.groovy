  require registred
//        ^^^^^^^^^ nothing is called 'registred' here (did you mean 'registered'?)
  route('1XXX') { hangup() }
