  onSilence { hangup() }
//^^^^^^^^^ 'onSilence' can't be used with Closure (it takes (Duration, { … }))
  route('1XXX') { answer() }
