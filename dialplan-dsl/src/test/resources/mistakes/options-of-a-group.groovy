  route('100') { dial oneByOne(user('1001'), timeout: 5.seconds) }
//                                           ^^^^^^^ oneByOne takes no options (they belong to what dials: dial oneByOne(…), timeout: 20.seconds)
