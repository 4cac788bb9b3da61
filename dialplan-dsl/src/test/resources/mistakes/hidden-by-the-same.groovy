  route('100') { answer() }
  route('100') { reject 486 }
//      ^^^^^ this route never takes a call: the route on line 1 takes them all
