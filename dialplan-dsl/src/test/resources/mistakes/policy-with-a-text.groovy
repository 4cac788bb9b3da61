  require registered, otherwise: '403'
//                    ^^^^^^^^^ 'otherwise' is String, but must be Integer
  route('1XXX') { hangup() }
