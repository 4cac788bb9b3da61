  route('1XXX') { header 'content-length', '5'; dial user(number) }
//                       ^^^^^^^^^^^^^^^^ the header 'content-length' is the switch's own
