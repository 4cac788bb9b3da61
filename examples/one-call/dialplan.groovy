// A call is a script that is read from top to bottom. Dial 100: it runs for this caller alone, and waits where a person would.
route('100') {
    answer()              // the phone stops ringing
    play 'hello.wav'      // goes on when the sound is over
    wait 1.second
    play 'goodbye.wav'    // of the sounds that are shipped
}                         // at the end of the script the switch hangs up; if the caller does before, the script ends there
