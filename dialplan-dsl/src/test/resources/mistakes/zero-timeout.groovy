  route('1XXX') { dial user(number), timeout: 0.seconds }
//                                            ^^^^^^^^^ timeout: wants a time of more than nothing (such as 20.seconds)
