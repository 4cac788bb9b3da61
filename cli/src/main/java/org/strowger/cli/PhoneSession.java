package org.strowger.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.strowger.directory.Account;
import org.strowger.sip.digest.DigestServer;
import org.strowger.statemachine.Secret;
import org.strowger.testkit.console.ConsolePhone;

/** A sitting at the console phone: notes of the phone and lines of the console, taken in turn by one thread. */
final class PhoneSession {

    /**
     * What the phone is to do by itself.
     *
     * @param dial once it is registered
     * @param press a second after the answer
     * @param lasts until it hangs up
     */
    record Wishes(
            Optional<String> dial,
            Optional<String> press,
            Optional<Path> play,
            Optional<Path> save,
            Optional<Duration> lasts) {}

    private static final int LEVEL_MILLIS = 1000;
    private static final long REGISTER_SECONDS = 35;
    private static final String TYPED = "> ";

    private final ConsolePhone phone;
    private final Wishes wishes;
    private final PrintWriter out;
    private final LinkedBlockingQueue<String> notes;
    private long answeredAt;
    private boolean pressed;
    private boolean wasAnswered;

    private PhoneSession(ConsolePhone phone, Wishes wishes, PrintWriter out, LinkedBlockingQueue<String> notes) {
        this.phone = phone;
        this.wishes = wishes;
        this.out = out;
        this.notes = notes;
    }

    static int run(
            String account,
            Secret password,
            String domain,
            InetSocketAddress exchange,
            boolean answers,
            Wishes wishes,
            InputStream console,
            PrintWriter out)
            throws IOException, InterruptedException {
        var whose = new ConsolePhone.Account(account, password, domain, exchange);
        var pickup = answers ? ConsolePhone.Pickup.BY_ITSELF : ConsolePhone.Pickup.BY_HAND;
        LinkedBlockingQueue<String> notes = new LinkedBlockingQueue<>();
        try (ConsolePhone phone = new ConsolePhone(whose, pickup, notes::add)) {
            Thread.ofVirtual().name("console").start(() -> read(console, notes));
            PhoneSession session = new PhoneSession(phone, wishes, out, notes);
            int exit = session.live(account, exchange);
            if (wishes.save().isPresent()) phone.save(wishes.save().get());
            return exit;
        }
    }

    /** The password of an account, where the configuration holds it in the clear. */
    static Optional<Secret> password(Account account) {
        return account.verifier() instanceof DigestServer.Verifier.Password(Secret clear)
                ? Optional.of(clear)
                : Optional.empty();
    }

    private static void read(InputStream console, LinkedBlockingQueue<String> notes) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(console, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) notes.add(TYPED + line.strip());
        } catch (IOException _) {
            // the console is gone: the phone goes on by itself
        }
    }

    private int live(String account, InetSocketAddress exchange) throws IOException, InterruptedException {
        phone.register();
        String first = notes.poll(REGISTER_SECONDS, TimeUnit.SECONDS);
        if (!"REGISTER 200".equals(first)) {
            out.println(account + ": could not register at " + exchange + ": " + (first == null ? "no answer" : first));
            return Exit.UNREACHABLE.code();
        }
        out.println(account + " is registered; call NUMBER, answer, press KEYS, play FILE, hangup, quit");
        wishes.dial().ifPresent(phone::call);
        while (true) {
            String note = notes.poll(LEVEL_MILLIS, TimeUnit.MILLISECONDS);
            if (note == null) levels();
            else if (note.startsWith(TYPED)) {
                if (note.equals(TYPED + "quit")) return Exit.DONE.code();
                typed(note.substring(TYPED.length()));
            } else {
                happened(note);
                if (wishes.dial().isPresent() && isOver(note))
                    return wasAnswered ? Exit.DONE.code() : Exit.PROBLEMS.code();
            }
            if (answeredAt != 0 && isTime()) {
                phone.hangUp();
                return Exit.DONE.code();
            }
        }
    }

    private static boolean isOver(String note) {
        return note.equals("peer hung up") || note.startsWith("is refused");
    }

    private boolean isTime() {
        long nanos = System.nanoTime() - answeredAt;
        if (!pressed && nanos > TimeUnit.SECONDS.toNanos(1)) {
            pressed = true;
            wishes.press().ifPresent(phone::press);
        }
        return wishes.lasts().isPresent() && nanos >= wishes.lasts().get().toNanos();
    }

    private void happened(String note) throws IOException {
        if (!note.startsWith("REGISTER 200")) out.println(note);
        if (note.equals("is answered") || note.equals("answered")) {
            answeredAt = System.nanoTime();
            pressed = false;
            wasAnswered = true;
            if (wishes.play().isPresent()) phone.play(wishes.play().get());
        }
        if (isOver(note)) answeredAt = 0;
    }

    private void typed(String line) {
        String[] words = line.split("\\s+", 2);
        String rest = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "call", "dial" -> phone.call(rest);
            case "answer" -> phone.answer();
            case "press" -> phone.press(rest);
            case "hangup" -> phone.hangUp();
            case "play" -> play(rest);
            case "" -> {}
            default -> out.println("call NUMBER, answer, press KEYS, play FILE, hangup, quit");
        }
    }

    private void play(String file) {
        try {
            phone.play(Path.of(file));
        } catch (IOException unplayable) {
            out.println(unplayable.getMessage());
        }
    }

    private void levels() {
        phone.levels().ifPresent(now -> out.println("hears " + bar(now.heard()) + "   says " + bar(now.spoken())));
    }

    private static String bar(int decibels) {
        int steps = Math.clamp((decibels + 60) / 3, 0, 20);
        return String.format(java.util.Locale.ROOT, "%4d dB %-20s", decibels, "#".repeat(steps));
    }
}
