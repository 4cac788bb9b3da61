  route('100') { play 'hello.wav', loop: '3' }
//                                       ^^^ loop: is a number of times (loop: 3 or unlimited)
