  route('100', to: this.&suport)
//                       ^^^^^^ the script has no method 'suport'
