  route('100') { play(['hello.wav', 'busi.wav']) }
//                                  ^^^^^^^^^^ there is no sound file 'busi.wav' (did you mean 'busy.wav'?)
