  route('1XXX') {
      switch (number) {
          case 1001 -> reject 403
//             ^^^^ a text is never equal to a number (write '1001')
          default -> dial user(number)
      }
  }
