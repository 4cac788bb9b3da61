  route(~/011(?<rest>\d+)/) { dial trunk('carrier-a').to(group('reste')) }
//                                                             ^^^^^^^ the route's expression has no group 'reste' (did you mean 'rest'?)
