  route('1XXX') { number = '1001' }
//                ^^^^^^ 'number' can't be set (dial user('1001'), or goTo '1001')
