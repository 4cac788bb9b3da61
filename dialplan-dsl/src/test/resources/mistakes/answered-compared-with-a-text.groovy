  route('1XXX') { if (dial(user(number)).answered == 'yes') hangup() }
//                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ true or false is never equal to a text
