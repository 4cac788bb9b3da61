  route('100') { evaluate "answer()" }
//               ^^^^^^^^ code that is made from text can't be checked (write a method, or include a file)
