  route('100') { header 'X Bad', 'v'; dial user('1001') }
//                      ^^^^^^^ 'X Bad' is no name of a header
