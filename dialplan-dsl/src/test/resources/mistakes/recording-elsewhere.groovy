  route('100') { recording.start '../x.wav' }
//                               ^^^^^^^^^^ '../x.wav' leads out of the directory for recordings
