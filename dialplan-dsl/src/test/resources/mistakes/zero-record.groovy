  route('1XXX') { record 'x.wav', max: 0.minutes }
//                                     ^^^^^^^^^ max: wants a time of more than nothing (such as 20.seconds)
