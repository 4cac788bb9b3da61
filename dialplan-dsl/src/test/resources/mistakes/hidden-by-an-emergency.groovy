  emergency('911') { dial trunk('psap') }
  route('911') { reject 403 }
//      ^^^^^ the route on line 1 takes them all
