  route('1XXX') { header 'From', 'sip:me@example.com'; dial user(number) }
//                       ^^^^^^ the header 'From' is the switch's own (callerId '…' sets who calls)
