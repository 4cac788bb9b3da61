  route('100') { reject 486; dial user('1001') }
//                           ^^^^^^^^^^^^^^^^^ this is never reached: reject() ends the call before it
