  route('8000') { menu('hello.wav') { on('9') { back() } } }
//                                              ^^^^ there is no menu around to go back to (repeat() offers this one again)
