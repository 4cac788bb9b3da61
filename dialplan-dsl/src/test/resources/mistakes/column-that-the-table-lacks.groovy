  def dids = numbers('did.csv')
  route(dids) { dial user(row.usr) }
//                            ^^^ the table has no column 'usr' (did you mean 'user'?)
