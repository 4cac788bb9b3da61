  route('100') { def shell = new GroovyShell() }
//                           ^^^^^^^^^^^^^^^^^ code that is made from text can't be checked
