  route('1XXX') { if (caller.account() == '1001') reject 403 }
//                    ^^^^^^^^^^^^^^^^^^^^^^^^^^ an Optional is never equal to a text (compare what it holds: .orElse(''))
