route('1XXX') {
    def found = lookup(sql: 'select name from people where number = ?', number)
    switch (found) {
        case Found -> { header 'X-Name', found.text('name'); dial user(number) }
        case NotFound -> reject 404
        case Failed -> reject 503
    }
}
route('8.') { bill 'retail'; dial user('1002') }
