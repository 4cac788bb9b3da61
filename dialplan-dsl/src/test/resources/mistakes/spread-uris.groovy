  route('100') { def all = ['sip:a@b.example']; redirect(*all) }
//                                                       ^^^^ a list can't be spread over the arguments of redirect
