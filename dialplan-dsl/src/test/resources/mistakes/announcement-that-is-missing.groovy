  route('1XXX') { announce 'gon.wav', status: 410 }
//                         ^^^^^^^^^ there is no sound file 'gon.wav' (did you mean 'oh.wav'?)
