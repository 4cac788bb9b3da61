  emergency('11X') { dial trunk('psap') }
  emergency('112') { dial trunk('carrier-a') }
//          ^^^^^ the route on line 1 takes them all
