  route('100') { dial 1001 }
//               ^^^^ 'dial' can't be used with int
