  route('100') { callerId '12X4'; dial user('1001') }
//                        ^^^^^^ '12X4' is no number mask
