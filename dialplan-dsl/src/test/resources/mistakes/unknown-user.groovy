  route('100') { dial user('2000') }
//                         ^^^^^^ there is no user '2000'
