  route('1XXX') { play 'hello.wav' 'sorry.wav' }
//                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 'sorry.wav' follows what is complete (a comma may be missing before it)
