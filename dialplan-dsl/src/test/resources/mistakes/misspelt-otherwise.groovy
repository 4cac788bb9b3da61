  route('1XXX') { dial(user(number)).otherwis { play 'sorry.wav' } }
//                                   ^^^^^^^^ there is no 'otherwis' in DialOutcome (did you mean 'otherwise'?)
