  include 'nothere.groovy'
//        ^^^^^^^^^^^^^^^^ there is no file
