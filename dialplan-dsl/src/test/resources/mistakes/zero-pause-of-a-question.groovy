  route('1XXX') { ask 'hello.wav', digits: 4, pause: 0.seconds }
//                                                   ^^^^^^^^^ pause: wants a time of more than nothing (such as 20.seconds)
