  route('100') { Strin x = 'a'; play x }
//               ^^^^^ unable to resolve class Strin
