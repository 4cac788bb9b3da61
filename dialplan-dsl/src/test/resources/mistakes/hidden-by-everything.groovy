  route('.') { reject 404 }
  route('300') { answer() }
//      ^^^^^ the route on line 1 takes them all
