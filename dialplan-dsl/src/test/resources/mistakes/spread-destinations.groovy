  def team = ['1001', '1002']
  route('100') { dial oneByOne(*team.collect { user(it) }) }
//                             ^^^^^^^^^^^^^^^^^^^^^^^^^^ a list can't be spread over the arguments of oneByOne (give the list itself: oneByOne(list)
