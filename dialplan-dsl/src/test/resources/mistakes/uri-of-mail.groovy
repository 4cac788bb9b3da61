  route('1XXX') { redirect 'mailto:a@example.com' }
//                         ^^^^^^^^^^^^^^^^^^^^^^ 'mailto:a@example.com' is no SIP URI (write 'sip:…')
