  route('1XXX') { play(['hello.wav', 'sorry.wav') }
//                     ^ '[' is not closed (']' is missing)
