// Dial 3000: all phones of the group ring at once, and the first that answers has the call. Who is in it stands in strowger.yaml,
// and in which order they ring: `strategy: longest-idle` would ask one after the other.
route('3000') {
    if (!(dial(group('sales')) instanceof Answered)) play 'nobody-home.wav'
}
