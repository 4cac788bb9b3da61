  route(~/011(\d+)/) { dial trunk('carrier-a').to(group(2)) }
//                                                      ^ the route's expression has no group 2 (it has 1)
