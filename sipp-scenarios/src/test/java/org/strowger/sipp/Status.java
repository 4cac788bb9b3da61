package org.strowger.sipp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the switch says about itself: the figures that {@code strowger status --json} prints, from where it gets them.
 */
final class Status {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;

    Status(int port) {
        this.port = port;
    }

    /** Everything. */
    JsonNode read() {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/status"))
                    .timeout(Duration.ofSeconds(15))
                    .build();
            return JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException("the switch does not tell its status: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How many calls there are. */
    int calls() {
        return read().path("calls").asInt(-1);
    }

    /** How many transactions there are: those of a call outlive it for a while. */
    int transactions() {
        return read().path("transactions").asInt(-1);
    }

    /** How many subscriptions of phones there are. */
    int subscriptions() {
        return read().path("subscriptions").asInt(-1);
    }

    /** What a switch without calls must have none of: whatever is not zero, by name. */
    Map<String, Integer> held() {
        JsonNode status = read();
        var held = new TreeMap<String, Integer>();
        for (String figure :
                new String[] {"calls", "legs", "agents", "dialogs", "subscriptions", "ports", "call_threads"}) {
            int value = status.path(figure).asInt(-1);
            if (value != 0) held.put(figure, value);
        }
        return held;
    }
}
