  route('1XXX') {
      def outcome = dial(user(number))
      if (outcome == 'Busy') play 'busy.wav'
//        ^^^^^^^^^^^^^^^^^ DialOutcome is never equal to a text (write instanceof Busy)
  }
