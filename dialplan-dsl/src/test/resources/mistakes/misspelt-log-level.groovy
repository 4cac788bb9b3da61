  route('100') { log.inf 'x' }
//                   ^^^ there is no 'inf' in Logger (did you mean 'info'?)
