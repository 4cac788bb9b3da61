  route('_1XXX') { dial user('1001') }
//      ^^^^^^^ pattern '_1XXX': no number fits it (write '1XXX')
