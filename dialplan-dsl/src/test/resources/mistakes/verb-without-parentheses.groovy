  route('100') { reject }
//               ^^^^^^ 'reject' is a verb (write reject(…))
