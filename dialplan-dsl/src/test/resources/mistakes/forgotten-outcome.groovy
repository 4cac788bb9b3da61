  route('100') {
      switch (dial(user(number), timeout: 20.seconds)) {
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the switch forgets Rejected and Unreachable
          case Answered -> hangup()
          case Busy -> play 'busy.wav'
          case NoAnswer -> play 'nobody-home.wav'
      }
  }
