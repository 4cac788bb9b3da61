  route(~/(1/) { answer() }
//          ^ regular expression: Unclosed group
