  route('1XXX) { answer() }
//     ^ '(' is not closed (')' is missing)
