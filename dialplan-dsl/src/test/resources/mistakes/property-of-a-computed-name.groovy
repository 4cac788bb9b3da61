  route('100') { def name = 'number'; log.info "${call[name]}" }
//                                                ^^^^^^^^^^ 'call[name]' finds things by their names when a call comes to it
