  route(~/011\d+/) { dial trunk('carrier-a').to(group(1)) }
//                                                    ^ the route's expression has no group 1 (it has none: set ( ) around what is wanted)
