  route('1XXX') { wait 0.seconds }
//                     ^^^^^^^^^ wait wants a time of more than nothing (such as 20.seconds)
