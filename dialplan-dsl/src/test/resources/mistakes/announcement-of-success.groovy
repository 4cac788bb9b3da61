  route('1XXX') { announce 'sorry.wav', status: 200 }
//                                              ^^^ a call is refused with a status of 300 to 699, not 200
