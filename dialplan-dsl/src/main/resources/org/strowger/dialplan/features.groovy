// The feature codes: include 'strowger:features'. What they set counts wherever a plan dials subscriber('…').
def features = table('features', key: 'account',
        columns: [always: 'text', busy: 'text', noAnswer: 'text', doNotDisturb: 'flag', oneCall: 'flag',
                  lastCaller: 'text'])
def speedDials = table('speedDials', key: 'entry', columns: [dials: 'text'])

// *72, *90, *92 and a number: all calls go there, those that find the phone busy, those that it doesn't answer.
// *73, *91, *93: no more.
route('*72[+0-9]!') { set { features.put(owner(), always: another(number.drop(3))) } }
route('*90[+0-9]!') { set { features.put(owner(), busy: another(number.drop(3))) } }
route('*92[+0-9]!') { set { features.put(owner(), noAnswer: another(number.drop(3))) } }
route('*73') { set { features.put(owner(), always: null) } }
route('*91') { set { features.put(owner(), busy: null) } }
route('*93') { set { features.put(owner(), noAnswer: null) } }

// *78: nobody disturbs. *79: as usual.
route('*78') { set { features.put(owner(), doNotDisturb: true) } }
route('*79') { set { features.put(owner(), doNotDisturb: null) } }

// *71: no call waits while another is going on, it finds the phone busy. *70: as usual, the phone rings and decides.
route('*71') { set { features.put(owner(), oneCall: true) } }
route('*70') { set { features.put(owner(), oneCall: null) } }

// *67 and a number: the one who is called doesn't learn by whom (RFC 3323).
route('*67[+0-9]!') {
    owner()
    header 'Privacy', 'id'
    dial onward(number.drop(3)), timeout: unlimited
}

// *69: calls back who called last, unless that one didn't want to be known.
route('*69') {
    def set = features[owner()]
    if (!set.has('lastCaller')) reject 404
    dial onward(set.text('lastCaller')), timeout: unlimited
}

// *75, two digits and a number: ** and the two digits dial it from now on. *76 and the two digits: no more.
route('*75XX[+0-9]!') { set { speedDials.put("${owner()} ${number[3..4]}", dials: number.drop(5)) } }
route('*76XX') { set { speedDials.remove("${owner()} ${number[3..4]}") } }
route('**XX') {
    def entry = speedDials["${owner()} ${number.drop(2)}"]
    if (!entry.has('dials')) reject 404
    dial onward(entry.text('dials')), timeout: unlimited
}

// A code without what it needs.
route(['*72!', '*90!', '*92!', '*67!', '*75!', '*76!']) { reject 484 }

/** The account whose phone calls: only accounts have settings. One at a trunk's address is asked who it is. */
String owner() {
    if (caller.account().empty) authenticate()
    caller.account().get()
}

/** Somebody else's number. */
String another(String number) {
    if (number == owner()) reject 482
    number
}

/** Writes, and confirms it as North American exchanges do, by three short beeps. */
void set(Closure<?> change) {
    try {
        change()
    } catch (TableFailed away) {
        log.warn "$number: $away.message"
        reject 503
    }
    answer()
    play tone('350+440/100,0/100', length: 600.milliseconds)
}
