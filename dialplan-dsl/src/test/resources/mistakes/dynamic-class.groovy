  route('100') { new Late().go() }
  @groovy.transform.CompileDynamic class Late { void go() { nosuch() } }
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a plan isn't checked where its types are left to the call (leave out the annotation
