  route('8000') {
      menu('hello.wav') {
          on('X') { dial user('1001') }
          on('3') { dial user('1002') }
//           ^^^ this is never chosen: 'X' on line 3 takes the same digits
      }
  }
