  route('100') { dial oneByOne(user('1001'), 5) }
//                                           ^ this can't be dialled
