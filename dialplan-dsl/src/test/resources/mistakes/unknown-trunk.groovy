  route('100') { dial trunk('carrier-x').to(number) }
//                          ^^^^^^^^^^^ there is no trunk 'carrier-x'
