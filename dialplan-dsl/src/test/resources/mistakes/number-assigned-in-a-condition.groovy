  route('1XXX') { if (number = '1001') answer() }
//                    ^^^^^^ 'number' can't be set (dial user('1001'), or goTo '1001')
