  route('100', when: 5) { answer() }
//                   ^ when: wants a guard
