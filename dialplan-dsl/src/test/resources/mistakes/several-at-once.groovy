  route('100') {
      anser()
//    ^^^^^ there is no verb 'anser'
      play 'nothere.wav'
//         ^^^^^^^^^^^^^ there is no sound file
      dial user('1001'), timout: 2.seconds
//                       ^^^^^^ there is no option 'timout' here
  }
