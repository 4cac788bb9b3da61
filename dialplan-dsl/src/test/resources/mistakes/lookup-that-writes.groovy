  route('100') { lookup(sql: 'update calls set n = n + 1 where number = ?', database: 'crm', caller.number()) }
//                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a lookup only reads, and this changes the database
