  require { dial(user('1001')).answered }
//          ^^^^ dial needs a call: it stands in a route's body, a callback or a handler
  route('1XXX') { hangup() }
