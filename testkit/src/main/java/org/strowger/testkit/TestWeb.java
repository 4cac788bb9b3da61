package org.strowger.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.strowger.dialplan.data.WebServices.Answer;

/**
 * A web service that a plan under test asks, by the beginning of its URLs. Answers 404 until told otherwise. Safe on
 * any thread.
 */
public final class TestWeb {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What becomes of a request. */
    @FunctionalInterface
    private interface Reaction {
        Answer to() throws IOException;
    }

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Reaction reaction = () -> new Answer(404, new byte[0]);

    TestWeb() {}

    /**
     * Answers this from now on: maps and lists as JSON, a text as it stands.
     *
     * @throws IllegalArgumentException for what is no JSON
     */
    public TestWeb answers(Object json) {
        byte[] body =
                json instanceof CharSequence text ? text.toString().getBytes(StandardCharsets.UTF_8) : bytes(json);
        reaction = () -> new Answer(200, body);
        return this;
    }

    /** Answers with this status from now on. */
    public TestWeb answersWith(int status) {
        reaction = () -> new Answer(status, new byte[0]);
        return this;
    }

    /** From now on nobody can connect to it. */
    public TestWeb isDown() {
        reaction = () -> {
            throw new ConnectException("connection refused (by the test)");
        };
        return this;
    }

    /** From now on every request fails as one that takes too long does. No time passes. */
    public TestWeb isTooSlow() {
        reaction = () -> {
            throw new HttpTimeoutException("request timed out (by the test)");
        };
        return this;
    }

    /** The URLs that it was asked for, in order. */
    public List<String> getAsked() {
        return List.copyOf(asked);
    }

    Answer ask(HttpRequest request) throws IOException {
        asked.add(request.uri().toString());
        return reaction.to();
    }

    private static byte[] bytes(Object json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }
}
