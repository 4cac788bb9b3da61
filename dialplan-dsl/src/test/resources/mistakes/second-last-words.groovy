  onFault { reject 503 }
  onFault { why -> log.warn why }
//^^^^^^^ there is an onFault already
  route('1XXX') { dial user(number) }
