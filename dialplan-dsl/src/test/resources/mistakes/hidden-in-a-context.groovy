  context('sales') {
      route('4XXX', trunk: 'carrier-a') { answer() }
      route('41XX', trunk: 'carrier-a') { reject 486 }
//          ^^^^^^ the route on line 2 takes them all
  }
