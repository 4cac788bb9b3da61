  route('100') { route('200') { answer() } }
//               ^^^^^ route builds the plan: it stands at the top level or in a context, not in a call
