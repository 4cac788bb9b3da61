  route('1XXX') { if (duration == 20) hangup() }
//                    ^^^^^^^^^^^^^^ a time is never equal to a number (write 20.seconds)
