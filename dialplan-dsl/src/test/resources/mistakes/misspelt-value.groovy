  route('100') { play nubmer }
//                    ^^^^^^ nothing is called 'nubmer' here (did you mean 'number'?)
