  rout('100') { answer() }
//^^^^ there is no verb 'rout' (did you mean 'route'?)
