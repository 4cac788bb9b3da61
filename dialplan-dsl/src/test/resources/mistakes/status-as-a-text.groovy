  route('1XXX') { reject '486' }
//                ^^^^^^ 'reject' can't be used with String (it takes (number))
