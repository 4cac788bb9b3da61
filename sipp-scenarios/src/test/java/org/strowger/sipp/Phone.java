package org.strowger.sipp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** A headless baresip: speaks a tone, answers by itself, and records what it hears. */
final class Phone implements AutoCloseable {

    private static final int LONGEST_CALL_SECONDS = 70;
    private static final int SHOWN = 1500;
    /**
     * In its home, where it runs: of a path of 128 characters baresip cuts off the end, and then rings without ever
     * answering.
     */
    private static final String TONE = "tone.wav";

    private static final Map<Path, Path> TONES = new ConcurrentHashMap<>();

    private static final String SCREEN = "screen.log";

    /**
     * What a phone speaks, and at which rate: baresip would resample its tone otherwise, which a recording can hear.
     */
    enum Voice {
        PCMU(8000, 1),
        PCMA(8000, 1),
        G722(16_000, 1),
        L16(16_000, 1),
        OPUS(48_000, 2);

        private final int rate;
        private final int channels;

        Voice(int rate, int channels) {
            this.rate = rate;
            this.channels = channels;
        }

        /** As baresip calls it. */
        String codec() {
            return this == OPUS ? "opus" : this == L16 ? "L16/16000/1" : name();
        }

        /** Whether it is sent as G.711. */
        boolean isG711() {
            return this == PCMU || this == PCMA;
        }
    }

    private final Path home;
    private final Path recordings;
    private final Process process;
    /** What the others of its scenario said, for a failure. */
    private final Function<Phone, String> others;

    private Phone(Path home, Path recordings, Process process, Function<Phone, String> others) {
        this.home = home;
        this.recordings = recordings;
        this.process = process;
        this.others = others;
    }

    /**
     * Starts a phone.
     *
     * @param address its own, in 127.0.0.0/8
     * @param account its line in baresip's file of accounts, without the answer mode
     * @param hertz what it speaks, by G.711
     */
    static Phone start(Path home, String address, String account, int hertz) {
        return start(
                home,
                address,
                account + (account.contains("audio_codecs") ? "" : ";audio_codecs=PCMA"),
                hertz,
                Voice.PCMA);
    }

    /** A registered phone of the configuration that scenarios call through. It would like RTP and RTCP on one port. */
    static Phone ofLab(Lab lab, String user, int hertz) {
        String account = "<sip:%s@office.example>;outbound=\"sip:127.0.0.1:%d\";auth_user=%s;auth_pass=%s;regint=60"
                .formatted(user, lab.sipPort(), user, Lab.password(user));
        Phone phone = start(
                lab.logs("phone-" + user),
                Ports.phone(),
                account + ";audio_codecs=PCMA",
                hertz,
                Voice.PCMA,
                "rtcp_mux yes",
                lab::lastWordsBeside);
        lab.owns(phone);
        return phone.registered();
    }

    /** A phone that doesn't come so far is ended: it would keep its address from the next. */
    private static Phone opened(Phone phone, Consumer<Phone> awaited) {
        try {
            awaited.accept(phone);
            return phone;
        } catch (AssertionError e) {
            phone.close();
            throw e;
        }
    }

    /** The same with a phone that trusts this certificate and nobody's else, where it registers by TLS. */
    static Phone trusting(Path certificate, Path home, String address, String account, int hertz) {
        String setting = "rtcp_mux no\nsip_cafile " + certificate + "\nsip_verify_server yes";
        return start(home, address, account + ";audio_codecs=PCMA", hertz, Voice.PCMA, setting, phone -> "");
    }

    /** The same for any codec, which the account names too. */
    static Phone start(Path home, String address, String account, int hertz, Voice voice) {
        return start(home, address, account, hertz, voice, "rtcp_mux no", phone -> "");
    }

    private static Phone start(
            Path home,
            String address,
            String account,
            int hertz,
            Voice voice,
            String setting,
            Function<Phone, String> others) {
        Path recordings;
        try {
            Files.createDirectories(home);
            // baresip cuts off the name of a recording where its path is long.
            recordings = Files.createTempDirectory("heard");
            Files.deleteIfExists(home.resolve(TONE));
            Files.createSymbolicLink(home.resolve(TONE), tone(hertz, voice));
            Files.writeString(home.resolve("accounts"), account + ";answermode=auto\n");
            Files.writeString(home.resolve("contacts"), "");
            Files.writeString(home.resolve("config"), configuration(recordings, address, voice) + setting + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Named from where it runs: it finds no account at a path of 256 characters.
        var command = List.of(Tool.BARESIP.path(), "-f", ".");
        var phone = new Phone(home, recordings, Processes.start(command, home, home.resolve(SCREEN)), others);
        return opened(phone, started -> started.says("baresip is ready", Duration.ofSeconds(10)));
    }

    /** A file that all phones share which speak the same. */
    private static Path tone(int hertz, Voice voice) {
        Path file = Lab.LOGS.resolve("tones").resolve("%d-%d-%d.wav".formatted(hertz, voice.rate, voice.channels));
        return TONES.computeIfAbsent(file, written -> {
            Wave.tone(hertz, LONGEST_CALL_SECONDS, voice.rate).write(written, voice.channels);
            return written;
        });
    }

    private static String configuration(Path recordings, String address, Voice voice) {
        return """
            poll_method epoll
            net_interface %s
            sip_listen %s:5060
            audio_source aufile,%s
            audio_player aubridge,heard
            audio_alert aubridge,alert
            ausrc_srate %d
            auplay_srate %d
            ausrc_channels %d
            auplay_channels %d
            module_path %s
            module stdio.so
            module g711.so
            module g722.so
            module l16.so
            module opus.so
            module srtp.so
            module aufile.so
            module aubridge.so
            module sndfile.so
            module_app account.so
            module_app menu.so
            snd_path %s
            """.formatted(
                address, address, TONE, voice.rate, voice.rate, voice.channels, voice.channels, modules(), recordings);
    }

    private static Path modules() {
        return List.of(Path.of("/usr/lib/baresip/modules"), Path.of("/usr/local/lib/baresip/modules")).stream()
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new AssertionError("baresip has no modules: run  apt-get install -y baresip-core"));
    }

    /** Waits until it is registered. */
    Phone registered() {
        return opened(this, phone -> phone.says("200 OK", Duration.ofSeconds(10)));
    }

    /** Calls somebody and waits until the call stands. */
    void calls(String uri) {
        type("/dial " + uri);
        says("Call established", Duration.ofSeconds(20));
    }

    /** Waits until it is in a call. */
    void inCall() {
        says("Call established", Duration.ofSeconds(20));
    }

    /** Presses a key, as a telephone-event. */
    void presses(char key) {
        type(String.valueOf(key));
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
        if (Processes.eventually(limit, () -> screen().contains(words))) return;
        throw new AssertionError(
                "the phone did not say \"%s\"; %s; %s".formatted(words, lastWords(), others.apply(this)));
    }

    /** Whether it lives, and what it said since it was ready; in one line. */
    String lastWords() {
        String said = screen();
        return "%s %s and said: %s"
                .formatted(
                        home.getFileName(),
                        process.isAlive() ? "lives" : "ended with " + process.exitValue(),
                        inOneLine(said.substring(Math.max(0, said.indexOf("baresip is ready")))));
    }

    private String screen() {
        return Processes.text(home.resolve(SCREEN));
    }

    /**
     * The beginning and the end, without what moves a cursor: a summary of failures shows a message's first line alone.
     */
    static String inOneLine(String text) {
        String line = text.replaceAll("\\x1b\\[[0-9;]*m", "").replaceAll("\\s+", " ");
        return line.length() <= 2 * SHOWN
                ? line
                : line.substring(0, SHOWN) + " … " + line.substring(line.length() - SHOWN);
    }

    @Override
    public void close() {
        if (process.isAlive()) type("/quit");
        if (!Processes.endsWithin(process, Duration.ofSeconds(2))) Processes.end(process, Duration.ofSeconds(1));
        Lab.delete(recordings);
    }
}
