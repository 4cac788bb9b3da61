// Dial 600: whoever calls sees and hears itself. What a browser shows is kept in recordings/echo-….ivf.
route('600') {
    answer()
    recording.start "echo-${caller.number()}.ivf"
    echo()
}

// Two browsers see each other.
route('10XX') {
    dial user(number), timeout: 20.seconds
}
