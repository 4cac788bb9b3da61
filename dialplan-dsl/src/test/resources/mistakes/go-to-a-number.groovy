  route('1XXX') { goTo 1099 }
//                ^^^^ 'goTo' can't be used with int (it takes (text))
