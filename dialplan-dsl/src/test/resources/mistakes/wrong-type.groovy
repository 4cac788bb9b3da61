  route('100') { int x = number; reject x }
//                       ^^^^^^ Cannot assign value of type java.lang.String to variable of type int
