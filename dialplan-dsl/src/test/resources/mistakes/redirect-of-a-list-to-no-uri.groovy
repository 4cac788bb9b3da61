  route('100') { redirect(['1002']) }
//                         ^^^^^^ '1002' is no SIP URI (write 'sip:…')
