  route('011.') { reject 403 }
  route(~/011(\d{4,})/) { answer() }
//      ^^^^^^^^^^^^^^ the route on line 1 takes them all
