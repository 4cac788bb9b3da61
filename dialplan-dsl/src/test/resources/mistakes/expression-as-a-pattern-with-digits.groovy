  route('9\\d+') { dial user('1001') }
//      ^^^^^^^ pattern '9\d+': no number fits it (a regular expression is written ~/9\d+/)
