  route('1XXX') { if (number in 1001..1010) reject 403 }
//                              ^^^^ a text is never equal to a number (write '1001')
