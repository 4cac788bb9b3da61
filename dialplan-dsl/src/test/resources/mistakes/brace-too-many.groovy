  route('1XXX') {
      answer() }
  }
//^ '}' closes nothing ('{' is missing)
