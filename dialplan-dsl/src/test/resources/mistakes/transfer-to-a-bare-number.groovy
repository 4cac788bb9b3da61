  route('1XXX') { transfer '1002' }
//                         ^^^^^^ '1002' is no SIP URI (write 'sip:…', or user('…') for an account)
