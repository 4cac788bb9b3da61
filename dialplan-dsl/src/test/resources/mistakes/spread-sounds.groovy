  route('100') { def all = ['hello.wav']; play(*all) }
//                                             ^^^^ a list can't be spread over the arguments of play
