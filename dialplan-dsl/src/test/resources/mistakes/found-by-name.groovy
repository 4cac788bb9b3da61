  route('100') { invokeMethod('answer', null) }
//               ^^^^^^^^^^^^ 'invokeMethod' finds things by their names
