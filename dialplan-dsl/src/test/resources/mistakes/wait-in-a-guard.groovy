  route('1XXX', when: { wait 2.seconds; true }) { hangup() }
//                      ^^^^ a guard only decides, and this acts on the call (say it in the route's body)
