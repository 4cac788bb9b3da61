// What the switch is started with once when it is packaged: some of each thing that dialplans do.
onStart { header 'X-Rehearsal', 'yes' }

route('100') { reject(486) }
route('*43') { answer(); echo() }

route('1XXX') {
    switch (dial(user(number), timeout: 20.seconds)) {
        case Answered -> hangup()
        case Busy -> reject(486)
        case NoAnswer, Unreachable -> reject(480)
        case Rejected -> reject(603)
    }
}

route('2000') { dial trunk('callee').to(number), timeout: 600.seconds }
route('3000') { dial firstToAnswer(user('1001'), user('1001')), timeout: 15.seconds }
route(~/011(\d+)/) { redirect("sip:${group(1)}@127.0.0.1") }
