// The dialplan behind the scenarios.
route('1XXX') { dial user(number), timeout: 20.seconds }

// 5 before a phone's number: nobody has long to answer.
route('51XXX') { dial user(number.substring(1)), timeout: 1.seconds }

// The first to answer wins.
route('3000') { dial firstToAnswer(user('1002'), user('1003'), user('1004')), timeout: 20.seconds }

// Out by two carriers: the second one rings only when the first is out of order.
route('65XX') { dial oneByOne(trunk('carrier').to(number), trunk('carrier-b').to(number)), timeout: 20.seconds }

// Out by the trunk.
route('6XXX') { dial trunk('carrier').to(number) }

route('8302') { redirect('sip:elsewhere@example.com') }

// Asks for twelve digits, and tells the log.
route('7100') { event 'pressed', digits: ask('goodbye.wav', digits: 12, timeout: 10.seconds, pause: 5.seconds) }

// Records each call to a file of its own.
route('7200') { record "calls/${request.header('Call-ID').replaceAll('[^0-9]', '-')}.wav", max: 5.minutes }

// Takes a message for a phone.
route('73XXX') { voicemail "1${number.substring(2)}" }

// A conference.
route('7500') { conference 'lab', chimes: false }

// Records a call to the phone that the last digit names, each kind by the digit before it. A 1 keeps what comes out of the recording, any other key lets it in again.
route('76XX') {
    def content = ['stereo', 'mixed', 'caller', 'callee'][number[2] as int]
    onDtmf { key -> if (key == '1') recording.mask() else recording.resume() }
    dial user("100${number[3]}"), record: content
}
