  route('1XXX') { mailbox 100 }
//                ^^^^^^^ 'mailbox' can't be used with int (it takes () or (text))
