  route('100') { dial user('1001'), timout: 20.seconds }
//                                  ^^^^^^ there is no option 'timout' here (did you mean 'timeout'?)
