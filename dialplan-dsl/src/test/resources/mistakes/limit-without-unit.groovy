  route('100') { dial user('1001'), limit: 3600 }
//                                  ^^^^^ 'limit' is a time and needs a unit (such as limit: 20.seconds)
