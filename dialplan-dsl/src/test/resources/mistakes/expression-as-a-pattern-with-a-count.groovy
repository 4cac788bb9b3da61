  route('9[0-9]{3}') { dial user('1001') }
//      ^^^^^^^^^^^ pattern '9[0-9]{3}': no number fits it (a regular expression is written ~/9[0-9]{3}/)
