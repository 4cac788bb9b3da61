  route('1XXX') { store.sound = 'hello.wav'; play store.sound }
//                                           ^^^^ 'play' can't be used with Object
