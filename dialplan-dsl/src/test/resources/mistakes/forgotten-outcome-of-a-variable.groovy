  route('100') {
      def outcome = dial user('1001')
      switch (outcome) {
//            ^^^^^^^ the switch forgets Unreachable
          case Answered: hangup(); break
          case Busy: reject 486; break
          case NoAnswer: case Rejected: reject 480
      }
  }
