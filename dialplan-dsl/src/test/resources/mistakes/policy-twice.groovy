  context('sales') {
      require registered, otherwise: 403
      require registered, otherwise: 486
//    ^^^^^^^ this is required already in context 'sales'
      route('1XXX') { dial user(number) }
  }
