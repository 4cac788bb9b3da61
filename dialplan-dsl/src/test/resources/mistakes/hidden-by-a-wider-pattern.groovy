  route('1XXX') { dial user(number) }
  route('10[0-4]X') { answer() }
//      ^^^^^^^^^^ the route on line 1 takes them all
