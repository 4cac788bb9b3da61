// What becomes of calls to PATTERN.
route('PATTERN', to: this.&handlerName)

void handlerName() {
    answer()
    play 'hello.wav'
}
