  route('1XXX') { Playback 'hello.wav' }
//                ^^^^^^^^ there is no verb 'Playback' (here it is play 'hello.wav')
