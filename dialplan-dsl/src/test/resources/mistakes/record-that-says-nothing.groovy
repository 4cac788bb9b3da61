  route('100') { dial user('1001'), record: true }
//                                          ^^^^ record: says what is recorded (one of stereo, mixed, caller, callee)
