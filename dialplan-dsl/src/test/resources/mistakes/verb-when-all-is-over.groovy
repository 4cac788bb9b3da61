  onEnd { play 'sorry.wav' }
//        ^^^^ when onEnd runs, the call is over: play can't be done any more
  route('1XXX') { hangup() }
