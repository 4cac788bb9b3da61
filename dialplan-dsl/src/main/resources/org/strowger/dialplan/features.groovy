// The feature codes: include 'strowger:features'. What they set counts wherever a plan dials subscriber('…').
def features = table('features', key: 'account', columns: [always: 'text', doNotDisturb: 'flag'])

// *72 and a number: all calls go there. *73: no more.
route('*72[+0-9]!') {
    if (number.drop(3) == owner()) reject 482
    set { features.put(owner(), always: number.drop(3)) }
}
route('*72!') { reject 484 }
route('*73') { set { features.put(owner(), always: null) } }

// *78: nobody disturbs. *79: as usual.
route('*78') { set { features.put(owner(), doNotDisturb: true) } }
route('*79') { set { features.put(owner(), doNotDisturb: null) } }

/** The account whose phone calls: only accounts have settings. */
String owner() {
    if (caller.account().empty) reject 403
    caller.account().get()
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
