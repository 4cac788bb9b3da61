  route('100') { def verb = 'answer'; call."$verb"() }
//                                         ^^^^^^^ verbs, methods and properties are named by a word
