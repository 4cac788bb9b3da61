package org.strowger.dialplan.text;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What words of other switches are called here: Asterisk's applications, FreeSWITCH's, jambonz's verbs. */
public final class ForeignWords {

    private static final Map<String, String> HERE = Map.ofEntries(
            Map.entry("playback", "play 'hello.wav'"),
            Map.entry("endless_playback", "play 'music-on-hold.wav', loop: unlimited"),
            Map.entry("background", "menu('hello.wav') { on('1') { … } }"),
            Map.entry("waitexten", "menu('hello.wav') { on('1') { … } }"),
            Map.entry("read", "ask('hello.wav', digits: 4)"),
            Map.entry("gather", "ask('hello.wav', digits: 4)"),
            Map.entry("play_and_get_digits", "ask('hello.wav', digits: 4)"),
            Map.entry("goto", "goTo '1001'"),
            Map.entry("gotoif", "if (…) goTo '1001'"),
            Map.entry("gotoiftime", "route('1XXX', when: during('Mon-Fri 08:00-18:00 Europe/Berlin')) { … }"),
            Map.entry("gosub", "a method of the script"),
            Map.entry("macro", "a method of the script"),
            Map.entry("set", "def name = '…', or store.name = '…'"),
            Map.entry("export", "header 'X-Name', '…'"),
            Map.entry("log", "log.info \"…\""),
            Map.entry("noop", "log.info \"…\""),
            Map.entry("verbose", "log.info \"…\""),
            Map.entry("voicemailmain", "mailbox()"),
            Map.entry("confbridge", "conference '700'"),
            Map.entry("meetme", "conference '700'"),
            Map.entry("enqueue", "dial queue('support')"),
            Map.entry("mixmonitor", "recording.start 'x.wav', content: 'mixed'"),
            Map.entry("monitor", "recording.start 'x.wav', content: 'stereo'"),
            Map.entry("record_session", "recording.start 'x.wav', content: 'stereo'"),
            Map.entry("congestion", "reject 503"),
            Map.entry("respond", "reject 486"),
            Map.entry("progress", "earlyMedia()"),
            Map.entry("pre_answer", "earlyMedia()"),
            Map.entry("ring_ready", "ringing()"),
            Map.entry("saydigits", "play say(digits: number)"),
            Map.entry("saynumber", "play say(number: 42)"),
            Map.entry("chanspy", "a recording: dial …, record: 'stereo'"),
            Map.entry("senddtmf", "nothing yet: digits of the caller pass by themselves"),
            Map.entry("agi", "lookup(http: 'https://…')"),
            Map.entry("listen", "stream('wss://…')"));

    private ForeignWords() {}

    /** How to write here what has this name elsewhere, whatever its case. */
    public static Optional<String> here(String name) {
        return Optional.ofNullable(HERE.get(name.toLowerCase(Locale.ROOT))).map(word -> "here it is " + word);
    }
}
