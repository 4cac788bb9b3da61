  route('9.') { dial trunk('carrier-a').to(4711) }
//                                      ^^ 'to' can't be used with int (it takes (text))
