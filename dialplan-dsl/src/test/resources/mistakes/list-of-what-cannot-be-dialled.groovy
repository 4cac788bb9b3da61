  def team = [1001, 1002]
  route('100') { dial oneByOne(team) }
//                             ^^^^ this can't be dialled
