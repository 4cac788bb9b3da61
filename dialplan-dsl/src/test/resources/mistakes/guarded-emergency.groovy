  route('911', priority: emergency, when: { true }) { dial trunk('psap') }
//^^^^^ an emergency route is chosen by the number alone
