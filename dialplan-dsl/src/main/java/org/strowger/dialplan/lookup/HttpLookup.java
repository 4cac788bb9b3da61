package org.strowger.dialplan.lookup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.strowger.dialplan.data.WebServices;
import org.strowger.statemachine.Secret;
import org.strowger.statemachine.ShownUrl;

/** A GET of a web service that answers in JSON. */
public record HttpLookup(URI uri, Map<String, Secret> headers) implements Lookup {

    private static final ObjectMapper JSON = new ObjectMapper();

    public HttpLookup {
        headers = Map.copyOf(headers);
    }

    /**
     * With parameters.
     *
     * @throws IllegalArgumentException if it is no URL of a web service
     */
    static HttpLookup of(String url, Map<String, String> query, Map<String, String> headers) {
        String parameters = query.entrySet().stream()
                .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
        String whole = parameters.isEmpty() ? url : url + (url.indexOf('?') < 0 ? "?" : "&") + parameters;
        if (!isWeb(url))
            throw new IllegalArgumentException(
                    "'" + ShownUrl.of(url) + "' is no URL of a web service: http://… or https://…");
        try {
            return new HttpLookup(new URI(whole), secret(headers));
        } catch (URISyntaxException unreadable) { // its own words repeat the query
            throw new IllegalArgumentException(
                    "'" + ShownUrl.of(url) + "' can't be read as a URL (" + unreadable.getReason() + ")");
        }
    }

    private static Map<String, Secret> secret(Map<String, String> headers) {
        return headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> Secret.of(one.getValue())));
    }

    public static boolean isWeb(String url) {
        return url.matches("https?://[^/?#\\s]+\\S*");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public Duration timeout(DataServices services) {
        return services.web().timeout();
    }

    @Override
    public LookupOutcome ask(DataServices services, Duration timeout) {
        var request = HttpRequest.newBuilder(uri).timeout(timeout).header("Accept", "application/json");
        try {
            headers.forEach((name, value) -> request.header(name, value.reveal()));
            return outcome(services.web().send(request.build()));
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return failed(why);
        } catch (IllegalArgumentException unwritable) { // its own words repeat the value
            return failed("a name or value in its headers can't be sent");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("interrupted");
        }
    }

    private LookupOutcome outcome(WebServices.Answer answer) {
        int status = answer.status();
        if (status == 404 || status == 204) return new LookupOutcome.NotFound();
        if (status < 200 || status > 299) return failed("HTTP " + status);
        try {
            return found(JSON.readValue(answer.body(), Object.class));
        } catch (JsonProcessingException notJson) {
            return failed("no JSON: " + notJson.getOriginalMessage());
        } catch (IOException e) {
            return failed(String.valueOf(e.getMessage()));
        }
    }

    private static LookupOutcome found(Object json) {
        List<Map<String, Object>> rows = json instanceof List<?> list
                ? list.stream().map(HttpLookup::row).toList()
                : List.of(row(json));
        return rows.isEmpty() ? new LookupOutcome.NotFound() : new LookupOutcome.Found(rows);
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    private static Map<String, Object> row(Object json) {
        return json instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of("value", json);
    }

    private LookupOutcome failed(String why) {
        return new LookupOutcome.Failed(ShownUrl.of(uri) + ": " + why);
    }

    /** Without the query and the headers. */
    @Override
    public String toString() {
        return "http " + ShownUrl.of(uri);
    }
}
