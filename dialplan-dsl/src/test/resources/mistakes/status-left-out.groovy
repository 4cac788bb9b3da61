  route('1XXX') { reject() }
//                ^^^^^^ 'reject' can't be used with no arguments (it takes (number))
