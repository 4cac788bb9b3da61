  def dids = numbers('did.csv')
  route('1XXX') { dial user(dids[number].account) }
//                                       ^^^^^^^ the table has no column 'account' (it has number, user, name)
