package org.strowger.sipp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A headless baresip: speaks a tone, answers by itself, and records what it hears. */
final class Phone implements AutoCloseable {

    private static final int LONGEST_CALL_SECONDS = 60;

    private final Path home;
    private final Path recordings;
    private final Process process;

    private Phone(Path home, Path recordings, Process process) {
        this.home = home;
        this.recordings = recordings;
        this.process = process;
    }

    /**
     * Starts a phone.
     *
     * @param address its own, in 127.0.0.0/8
     * @param account its line in baresip's file of accounts, without the answer mode
     * @param hertz what it speaks
     */
    static Phone start(Path home, String address, String account, int hertz) {
        Path recordings;
        try {
            Files.createDirectories(home);
            // baresip cuts off the name of a recording where its path is long.
            recordings = Files.createTempDirectory("heard");
            Wave.tone(hertz, LONGEST_CALL_SECONDS).write(home.resolve("tone.wav"));
            Files.writeString(
                    home.resolve("accounts"),
                    account + ";answermode=auto" + (account.contains("audio_codecs") ? "" : ";audio_codecs=PCMA")
                            + "\n");
            Files.writeString(home.resolve("contacts"), "");
            Files.writeString(home.resolve("config"), configuration(home, recordings, address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var command = List.of(Tool.BARESIP.path(), "-f", home.toString());
        var phone = new Phone(home, recordings, Processes.start(command, home, home.resolve("screen.log")));
        phone.says("baresip is ready", Duration.ofSeconds(10));
        return phone;
    }

    /** The source runs at the codec's rate: baresip would resample it otherwise, which a recording can hear. */
    private static String configuration(Path home, Path recordings, String address) {
        return """
                poll_method epoll
                net_interface %s
                sip_listen %s:5060
                audio_source aufile,%s
                audio_player aubridge,heard
                audio_alert aubridge,alert
                ausrc_srate 8000
                auplay_srate 8000
                module_path %s
                module stdio.so
                module g711.so
                module srtp.so
                module aufile.so
                module aubridge.so
                module sndfile.so
                module_app account.so
                module_app menu.so
                snd_path %s
                """.formatted(address, address, home.resolve("tone.wav"), modules(), recordings);
    }

    private static Path modules() {
        return List.of(Path.of("/usr/lib/baresip/modules"), Path.of("/usr/local/lib/baresip/modules")).stream()
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new AssertionError("baresip has no modules: run  apt-get install -y baresip-core"));
    }

    /** Waits until it is registered. */
    Phone registered() {
        says("200 OK", Duration.ofSeconds(10));
        return this;
    }

    /** Calls somebody and waits until the call stands. */
    void calls(String uri) {
        type("/dial " + uri);
        says("Call established", Duration.ofSeconds(10));
    }

    /** Waits until it is in a call. */
    void inCall() {
        says("Call established", Duration.ofSeconds(10));
    }

    void hangsUp() {
        type("/hangup");
    }

    /** Waits until the other side has hung up. */
    void isHungUpOn() {
        says("terminated", Duration.ofSeconds(10));
    }

    /** What it heard in its one call. */
    Wave heard() {
        try (var files = Files.list(recordings)) {
            return Wave.read(files.filter(file -> file.getFileName().toString().endsWith("-dec.wav"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nothing was recorded in " + recordings)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void type(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the phone is gone", e);
        }
    }

    private void says(String words, Duration limit) {
        Path screen = home.resolve("screen.log");
        if (Processes.eventually(limit, () -> Processes.text(screen).contains(words))) return;
        throw new AssertionError("the phone did not say \"" + words + "\":\n" + Processes.tail(screen, 3000));
    }

    @Override
    public void close() {
        if (process.isAlive()) type("/quit");
        if (!Processes.endsWithin(process, Duration.ofSeconds(2))) Processes.end(process, Duration.ofSeconds(1));
        Lab.delete(recordings);
    }
}
