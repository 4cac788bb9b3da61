  route('1XXX') { gather 'hello.wav' }
//                ^^^^^^ there is no verb 'gather' (here it is ask('hello.wav', digits: 4))
