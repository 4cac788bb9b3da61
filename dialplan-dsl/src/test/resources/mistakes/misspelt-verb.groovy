  route('100') { anser() }
//               ^^^^^ there is no verb 'anser' (did you mean 'answer'?)
