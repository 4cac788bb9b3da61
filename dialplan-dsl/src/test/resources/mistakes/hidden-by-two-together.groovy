  route('2[0-4]XX') { answer() }
  route('2[5-9]XX') { reject 486 }
  route('2ZXX') { play 'hello.wav' }
//      ^^^^^^ the routes on line 1 and line 2 take them all
