  route('100') { def all = [user('1001')]; dial(*all) }
//                                              ^^^^ a list can't be spread over the arguments of dial
