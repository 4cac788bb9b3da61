  route('8000') { menu('hello.wav') { on('^1$') { hangup() } } }
//                                       ^^^^^ pattern '^1$': no number fits it (a regular expression is written ~/1/)
