  route('1XXX') { if (caller == '1001') reject 403 }
//                    ^^^^^^^^^^^^^^^^ Caller is never equal to a text (compare caller.number())
