  emergency('') { dial trunk('psap') }
//           ^ the pattern is empty
