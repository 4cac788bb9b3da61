  route('100', to: this.&handler)
  @groovy.transform.CompileDynamic void handler() { nosuch() }
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a plan isn't checked where its types are left to the call (leave out the annotation
