  route('1XXX') { play 'hello.wav', loop: 0 }
//                                        ^ loop: is once or more (loop: 3 or unlimited)
