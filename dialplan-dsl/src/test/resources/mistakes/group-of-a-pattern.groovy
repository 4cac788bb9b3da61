  route('011.') { dial trunk('carrier-a').to(group(1)) }
//                                                 ^ the route has no regular expression to take a group of
