  def team = ['1001', '1002']
//^^^^^^^^^^^^^^^^^^^^^^^^^^^ the plan has no routes: every call would get 404
