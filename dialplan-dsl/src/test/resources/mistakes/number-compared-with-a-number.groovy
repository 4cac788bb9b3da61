  route('1XXX') { if (caller.number() == 1001) reject 403 }
//                    ^^^^^^^^^^^^^^^^^^^^^^^ a text is never equal to a number (write '1001')
