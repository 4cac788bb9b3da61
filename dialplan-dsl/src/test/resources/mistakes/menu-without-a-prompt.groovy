  route('8000') { menu { on('1') { hangup() } } }
//                ^^^^ 'menu' can't be used with Closure (it takes (text, { … }) or (options, text, { … }))
//                       ^^ there is no verb 'on'
