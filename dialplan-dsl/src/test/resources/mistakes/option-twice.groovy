  route('1XXX') { dial user(number), timeout: 5.seconds, timeout: 6.seconds }
//                                                       ^^^^^^^ 'timeout' is said twice (leave one of them out)
