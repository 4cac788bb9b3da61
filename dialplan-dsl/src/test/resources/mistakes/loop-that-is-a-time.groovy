  route('1XXX') { play 'hello.wav', loop: 3.seconds }
//                                        ^^^^^^^^^ loop: is a number of times (loop: 3 or unlimited)
