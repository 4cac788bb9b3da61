  route('100') { dial() }
//               ^^^^ 'dial' can't be used with no arguments
