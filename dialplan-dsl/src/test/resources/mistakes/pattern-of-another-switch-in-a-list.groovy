  route(['1XXX', '_2X.']) { dial user('1001') }
//               ^^^^^^ pattern '_2X.': no number fits it (write '2X.')
