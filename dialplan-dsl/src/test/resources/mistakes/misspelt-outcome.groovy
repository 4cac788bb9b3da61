  route('100') {
      switch (dial(user(number))) {
          case Bussy -> hangup()
//             ^^^^^ nothing is called 'Bussy' here (did you mean 'Busy'?)
          default -> reject(480)
      }
  }
