  route(~/[2-4]\d{3}/) { answer() }
  route('3XXX', from: 'sip:alice@*') { reject 486 }
//      ^^^^^^ the route on line 1 takes them all
