  route('1[2-') { answer() }
//        ^^^ the set is not closed: ']' is missing
