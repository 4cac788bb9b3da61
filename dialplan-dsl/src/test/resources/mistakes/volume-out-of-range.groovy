  route('1XXX') { play 'hello.wav', volume: 60 }
//                                          ^^ volume: 60 is out of range (from -60 to 20)
