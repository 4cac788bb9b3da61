  route({ answer(); number == '1' }) { hangup() }
//        ^^^^^^ a guard only decides, and this acts on the call (say it in the route's body)
