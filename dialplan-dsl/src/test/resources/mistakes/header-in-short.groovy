  route('1XXX') { header 'f', 'sip:me@example.com'; dial user(number) }
//                       ^^^ the header 'f' is the switch's own (callerId '…' sets who calls)
