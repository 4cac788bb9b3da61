  route('1XXX') { Dial user(number) }
//                ^^^^ there is no verb 'Dial' (did you mean 'dial'?)
