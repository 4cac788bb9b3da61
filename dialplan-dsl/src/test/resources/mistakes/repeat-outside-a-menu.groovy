  route('8000') { repeat() }
//                ^^^^^^ there is no verb 'repeat' (did you mean 'reject'?)
