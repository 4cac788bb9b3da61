  route('100') { record '/tmp/x.wav' }
//                      ^^^^^^^^^^^^ '/tmp/x.wav' leads out of the directory for recordings (recordings.directory says where that is)
