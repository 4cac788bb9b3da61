  route('1[5-2]') { answer() }
//         ^^^^ the range 5-2 runs backwards
