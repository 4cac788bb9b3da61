  route('1XXX') { play_and_get_digits 'hello.wav' }
//                ^^^^^^^^^^^^^^^^^^^ there is no verb 'play_and_get_digits' (here it is ask('hello.wav', digits: 4))
