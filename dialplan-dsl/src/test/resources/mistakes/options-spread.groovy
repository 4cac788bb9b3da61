  route('100') { def most = [timeout: 2.minutes]; dial(user('1001'), *:most) }
//                                                                   ^^^^^^ options that come from elsewhere can't be checked
