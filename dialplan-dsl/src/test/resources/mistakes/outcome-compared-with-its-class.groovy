  route('1XXX') {
      def outcome = dial(user(number))
      if (outcome != Answered) play 'busy.wav'
//        ^^^^^^^^^^^^^^^^^^^ DialOutcome is never equal to a class (write instanceof Answered)
  }
