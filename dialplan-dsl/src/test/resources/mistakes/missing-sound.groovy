  route('100') { answer(); play 'helo.wav' }
//                              ^^^^^^^^^^ there is no sound file 'helo.wav' (did you mean 'hello.wav'?)
