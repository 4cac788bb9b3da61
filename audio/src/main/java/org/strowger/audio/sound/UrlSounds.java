package org.strowger.audio.sound;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.strowger.audio.Pcm;
import org.strowger.audio.PcmReader;
import org.strowger.audio.sound.Downloads.Download;
import org.strowger.statemachine.ShownUrl;

/**
 * Sounds from HTTP and HTTPS servers: fetched once, kept for a minute without asking again, and asked for by their ETag
 * or time of change after that. Bounded: 10 s, 16 MiB and ten minutes of sound a download, 64 MiB for all that is under
 * way at once, and as much for all that is kept; an address that fails is not kept. Any thread; blocks on the network.
 */
final class UrlSounds {

    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_OCTETS = 16 << 20;
    private static final long MOST_UNDER_WAY = 64L << 20;
    private static final long MOST_KEPT = 64L << 20;

    /** A few megabytes of a compressed sound may be hours of samples. */
    private static final int MOST_SECONDS = 600;

    private static final int NOT_MODIFIED = 304;
    private static final int MOST_REDIRECTS = 5;

    private static final class Slot {
        final ReentrantLock lock = new ReentrantLock();
        Optional<PcmPrompt> prompt = Optional.empty();
        Optional<String> etag = Optional.empty();
        Optional<String> changed = Optional.empty();
        Instant asked = Instant.MIN;
    }

    private final LeastRecent<URI, Slot> slots = new LeastRecent<>(MOST_KEPT, Slot::new);
    private final Downloads downloads = new Downloads(MOST_UNDER_WAY);
    private final InstantSource time;

    /** One is decoded after the other: what they take in memory on the way doesn't add up. */
    private static final class Turn {
        static final ReentrantLock LOCK = new ReentrantLock();
    }

    /** Made when it is needed first: it has threads of its own. */
    private static final class Client {
        static final HttpClient HTTP = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    UrlSounds(InstantSource time) {
        this.time = time;
    }

    Prompt prompt(URI url) throws IOException {
        Slot slot = slots.at(url);
        try {
            slot.lock.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted(url);
        }
        try {
            if (slot.prompt.isEmpty() || slot.asked.plus(FRESH).isBefore(time.instant())) refresh(url, slot);
            return slot.prompt.orElseThrow();
        } catch (IOException | RuntimeException e) {
            if (slot.prompt.isEmpty()) slots.remove(url);
            throw e;
        } finally {
            slot.lock.unlock();
        }
    }

    /** The octets of all that is being fetched now. */
    long underWay() {
        return downloads.underWay();
    }

    /** How many addresses have a place. */
    int places() {
        return slots.size();
    }

    private void refresh(URI url, Slot slot) throws IOException {
        try (Download download = downloads.begins(MOST_OCTETS)) {
            refresh(url, slot, download);
        }
    }

    private void refresh(URI url, Slot slot, Download download) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).timeout(PATIENCE).header("User-Agent", "Strowger");
        if (slot.prompt.isPresent()) {
            slot.etag.ifPresent(tag -> request.header("If-None-Match", tag));
            slot.changed.ifPresent(when -> request.header("If-Modified-Since", when));
        }
        HttpResponse<byte[]> response = followed(url, request.build(), download);
        boolean unchanged = response.statusCode() == NOT_MODIFIED && slot.prompt.isPresent();
        if (!unchanged) {
            if (response.statusCode() != 200)
                throw new IOException(
                        ShownUrl.of(url) + ": the server answered " + response.statusCode() + "; check the address");
            PcmPrompt prompt = new PcmPrompt(ShownUrl.of(url), decoded(url, response.body()));
            slot.prompt = Optional.of(prompt);
            slots.weighs(url, prompt.size());
        }
        slot.etag = response.headers().firstValue("ETag");
        slot.changed = response.headers().firstValue("Last-Modified");
        slot.asked = time.instant();
    }

    private static Pcm decoded(URI url, byte[] body) throws IOException {
        Turn.LOCK.lock();
        try (PcmReader reader = SoundFile.open(pathOf(url), new ByteArrayInputStream(body))) {
            Optional<short[]> all = reader.readAll(MOST_SECONDS * reader.rate());
            if (all.isEmpty())
                throw new IOException(ShownUrl.of(url)
                        + ": more than ten minutes are not played from a server; download it, or cut it into parts");
            return Pcm.of(reader.rate(), all.get());
        } finally {
            Turn.LOCK.unlock();
        }
    }

    private static String pathOf(URI url) {
        return url.getPath() == null ? url.toString() : url.getPath();
    }

    private static HttpResponse<byte[]> followed(URI url, HttpRequest request, Download download) throws IOException {
        HttpRequest asked = request;
        for (int turns = 0; ; turns++) {
            HttpResponse<byte[]> response = fetch(url, asked, download);
            Optional<String> location = response.headers().firstValue("Location");
            int status = response.statusCode();
            if (status < 301 || status > 308 || status == NOT_MODIFIED || location.isEmpty()) return response;
            if (turns == MOST_REDIRECTS)
                throw new IOException(
                        ShownUrl.of(url) + ": more than " + MOST_REDIRECTS + " redirections; check the address");
            asked = HttpRequest.newBuilder(asked, (_, _) -> true)
                    .uri(redirected(url, asked.uri(), location.get()))
                    .build();
        }
    }

    /** Whoever answers for one host must not send us, who stand in a network of our own, to another. */
    private static URI redirected(URI url, URI before, String location) throws IOException {
        URI next;
        try {
            next = before.resolve(location);
        } catch (IllegalArgumentException unreadable) {
            throw new IOException(ShownUrl.of(url) + ": it redirects to what is no URL", unreadable);
        }
        boolean sameDoor = before.getScheme().equalsIgnoreCase(next.getScheme()) && before.getPort() == next.getPort();
        boolean upgraded = "http".equalsIgnoreCase(before.getScheme()) && "https".equalsIgnoreCase(next.getScheme());
        boolean same =
                before.getHost() != null && before.getHost().equalsIgnoreCase(next.getHost()) && (sameDoor || upgraded);
        if (same) return next;
        throw new IOException(
                ShownUrl.of(url) + ": it redirects to another host, which is not followed; play that address");
    }

    private static HttpResponse<byte[]> fetch(URI url, HttpRequest request, Download download) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer = Client.HTTP.sendAsync(request, download.body());
        try {
            // The time of the request ends with its headers; a body that drips ends here.
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw interrupted(url);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(
                    ShownUrl.of(url) + ": no answer within " + PATIENCE.toSeconds() + " s; is the server there?", e);
        } catch (ExecutionException e) {
            throw new IOException(ShownUrl.of(url) + ": can't be fetched: " + reason(e.getCause()), e);
        }
    }

    private static String reason(@Nullable Throwable cause) {
        if (cause == null) return "unknown";
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static IOException interrupted(URI url) {
        Thread.currentThread().interrupt();
        return new IOException(ShownUrl.of(url) + ": the call ended while it was fetched");
    }
}
