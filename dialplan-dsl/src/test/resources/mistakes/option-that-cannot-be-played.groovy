  route('100') { dial user('1001'), ringback: 425 }
//                                            ^^^ this can't be played ('a.wav', tone('…'), say('…'), or a list)
