  route('100') { new Words().said() }
class Words {
  String said() { def l = ['a']; String.format('%s', *l) }
//                                                   ^^ a list can't be spread over the arguments of format
}
