  route('100', source: '10.0.0.0/40') { answer() }
//                     ^^^^^^^^^^^^^ is no address or network
