  route('1XXX') { caller = '1001' }
//                ^^^^^^ 'caller' can't be set (callerId '…' sets who calls)
