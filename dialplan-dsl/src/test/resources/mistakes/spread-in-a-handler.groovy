  route('100', to: this.&all)
void all() {
  def team = [user('1001')]; dial firstToAnswer(team[0], *team)
//                                                       ^^^^^ a list can't be spread over the arguments of firstToAnswer
}
