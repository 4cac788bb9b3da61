  route('100', trunk: 'carrier-z') { answer() }
//                    ^^^^^^^^^^^ there is no trunk 'carrier-z'
