  route('1XXX') { dial user(number), timeout: 20.secs }
//                                               ^^^^ there is no unit 'secs' (one of day, days, hour, hours, milliseconds, minute, minutes, second, seconds)
