  route(1001) { answer() }
//^^^^^ 'route' can't be used with int, Closure (a number dialled is a text: '1001')
