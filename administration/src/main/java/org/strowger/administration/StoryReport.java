package org.strowger.administration;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.strowger.administration.AdminServer.Answer;
import org.strowger.call.CallStory;

/** {@code /story}: what the state machines of one call did, as JSON. */
final class StoryReport {

    private static final String CALL = "call=";
    private static final long PATIENCE_SECONDS = 5;

    private final Function<String, CompletionStage<Optional<CallStory>>> source;

    StoryReport(Function<String, CompletionStage<Optional<CallStory>>> source) {
        this.source = source;
    }

    Answer answer(String query) {
        String call = query.startsWith(CALL) ? query.substring(CALL.length()) : "";
        if (call.isEmpty()) return Answer.text(400, "name a call, as the log and /status do: /story?call=ID");
        try {
            return source.apply(call)
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .map(story -> Answer.json(200, json(story)))
                    .orElseGet(() -> Answer.text(
                            404, "there is no such call; those that are over are told of for a while only"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.text(503, "the switch is being stopped");
        } catch (ExecutionException | TimeoutException _) {
            return Answer.text(503, "the switch is too busy to tell");
        }
    }

    private static String json(CallStory story) {
        return JsonText.object(json -> {
            json.writeStringField("call", story.call());
            json.writeStringField("began", story.began().toString());
            json.writeNumberField("forgotten", story.forgotten());
            json.writeArrayFieldStart("moves");
            for (CallStory.Move move : story.moves()) move(json, move);
            json.writeEndArray();
        });
    }

    private static void move(JsonGenerator json, CallStory.Move move) throws IOException {
        json.writeStartObject();
        json.writeNumberField("at", move.at().toMillis() / 1000.0);
        json.writeStringField("leg", move.leg());
        json.writeStringField("machine", move.machine());
        json.writeStringField("from", move.from());
        json.writeStringField("event", move.event());
        json.writeStringField("to", move.to());
        if (!move.illegal().isEmpty()) json.writeStringField("illegal", move.illegal());
        json.writeEndObject();
    }
}
