  route('8000') { menu('hello.wav') { onn('1') { hangup() } } }
//                                    ^^^ there is no verb 'onn'
