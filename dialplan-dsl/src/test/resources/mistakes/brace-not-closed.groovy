  route('1XXX') {
//              ^ '{' is not closed ('}' is missing)
      if (number == '1001') {
          answer()
  }
