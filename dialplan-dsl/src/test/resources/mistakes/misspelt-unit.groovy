  route('100') { dial user('1001'), timeout: 20.secnds }
//                                              ^^^^^^ there is no unit 'secnds' (did you mean 'seconds'?)
