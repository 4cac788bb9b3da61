  route('1XXX') {
      switch (dial(user(number))) {
          case 'Busy' -> play 'busy.wav'
//             ^^^^^^ DialOutcome is never equal to a text (write instanceof Busy)
          default -> hangup()
      }
  }
