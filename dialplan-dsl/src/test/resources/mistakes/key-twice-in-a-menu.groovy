  route('8000') {
      menu('hello.wav') {
          on('1') { dial user('1001') }
          on('2') { dial user('1002') }
          on('1') { dial user('1003') }
//           ^^^ this is never chosen: '1' on line 3 takes the same digits
      }
  }
