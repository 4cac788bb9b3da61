  route('100') { play request.form }
//                            ^^^^ there is no 'form' in Request (did you mean 'from'?)
