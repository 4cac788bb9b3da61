  route('1XXX') { stream 'wss://x.example', reconnect: -1.seconds }
//                                                     ^^^^^^^^^^ a time is never negative (such as 20.seconds)
