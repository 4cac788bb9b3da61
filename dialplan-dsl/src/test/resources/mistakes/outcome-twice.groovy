  route('100') {
      switch (dial(user(number))) {
          case Busy -> play 'busy.wav'
          case NoAnswer, Busy -> reject 480
//                       ^^^^ this is never reached: Busy is above
          default -> hangup()
      }
  }
