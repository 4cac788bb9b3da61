  route('100') { def all = [1, 2]; play all }
//                                      ^^^ this can't be played
