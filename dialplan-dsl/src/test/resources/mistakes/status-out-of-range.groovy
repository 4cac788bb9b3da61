  route('100') { reject 200 }
//                      ^^^ a call is refused with a status of 300 to 699, not 200
