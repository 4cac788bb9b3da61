  route('100') { play '../plan.groovy' }
//                    ^^^^^^^^^^^^^^^^ there is no sound file '../plan.groovy'
