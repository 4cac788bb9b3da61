  route('100') { dial user('1001'), timeout: 20 }
//                                  ^^^^^^^ 'timeout' is a time and needs a unit (such as timeout: 20.seconds)
