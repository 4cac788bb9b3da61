package org.strowger.administration;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.strowger.call.CallSnapshot;
import org.strowger.call.CallSnapshot.LegSnapshot;
import org.strowger.call.RoomSnapshot;
import org.strowger.call.RoomSnapshot.MemberSnapshot;
import org.strowger.call.event.EventSchema;
import org.strowger.dialplan.limit.LimitFigures;
import org.strowger.directory.Binding;
import org.strowger.directory.liveness.Reachability;
import org.strowger.directory.probe.TrunkStanding;
import org.strowger.directory.registration.RegistrationState;
import org.strowger.sip.transport.Addresses;
import org.strowger.sip.transport.Listener;

/** {@code /status}: what the switch is and does, as JSON. */
final class StatusReport {

    private static final long PATIENCE_SECONDS = 5;

    private final SwitchControl softswitch;
    private final DeviceReport devices;

    StatusReport(SwitchControl softswitch, DeviceReport devices) {
        this.softswitch = softswitch;
        this.devices = devices;
    }

    /**
     * All figures, and as many calls and registrations.
     *
     * @param limit of each list
     */
    String json(int limit) {
        return JsonText.object(json -> {
            identity(json);
            Figures now = softswitch.figures();
            for (Figure figure : Figure.all(now))
                json.writeNumberField(figure.name(), figure.of().applyAsLong(now));
            heap(json);
            calls(json, limit);
            rooms(json, limit);
            bindings(json, limit);
            devices.list(json, limit);
            trunks(json, limit);
            limits(json, now.limits(), limit);
            probes(json, limit);
        });
    }

    /** Those of the dialplan, by name. */
    private static void limits(JsonGenerator json, LimitFigures limits, int most) throws IOException {
        json.writeArrayFieldStart("limits");
        for (LimitFigures.Named named : limits.byName().stream().limit(most).toList()) {
            json.writeStartObject();
            json.writeStringField("limit", named.name());
            json.writeNumberField("calls", named.calls());
            json.writeNumberField("refused_calls", named.refusedCalls());
            json.writeNumberField("refused_rate", named.refusedRate());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void identity(JsonGenerator json) throws IOException {
        json.writeStringField("version", softswitch.version());
        json.writeNumberField("event_schema", EventSchema.VERSION);
        json.writeStringField("state", softswitch.state().name().toLowerCase(Locale.ROOT));
        json.writeStringField("started", softswitch.started().toString());
        json.writeNumberField("uptime", seconds(Duration.between(softswitch.started(), Instant.now())));
        json.writeArrayFieldStart("listen");
        for (Listener listener : softswitch.listeners()) json.writeString(Addresses.text(listener));
        json.writeEndArray();
        json.writeStringField("media_backend", softswitch.mediaBackend());
        json.writeNumberField("routes", softswitch.routes().size());
    }

    private static void heap(JsonGenerator json) throws IOException {
        Runtime runtime = Runtime.getRuntime();
        json.writeNumberField("heap_used", runtime.totalMemory() - runtime.freeMemory());
        json.writeNumberField("heap_max", runtime.maxMemory());
    }

    private void calls(JsonGenerator json, int limit) throws IOException {
        json.writeArrayFieldStart("running");
        if (limit > 0) for (CallSnapshot call : running().stream().limit(limit).toList()) call(json, call);
        json.writeEndArray();
    }

    private List<CallSnapshot> running() {
        return collected(softswitch.calls());
    }

    private static <T> List<T> collected(CompletionStage<List<T>> parts) {
        try {
            return parts.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException | TimeoutException busy) {
            return List.of(); // the figures are what matters on a loop that is so far behind
        }
    }

    private static void call(JsonGenerator json, CallSnapshot call) throws IOException {
        json.writeStartObject();
        json.writeStringField("call", call.id());
        json.writeStringField("from", call.from());
        json.writeStringField("number", call.number());
        json.writeStringField("route", call.route());
        json.writeNumberField("plan", call.version());
        json.writeNumberField("lasted", seconds(call.lasted()));
        if (call.talked().isPresent())
            json.writeNumberField("talked", seconds(call.talked().get()));
        json.writeArrayFieldStart("legs");
        for (LegSnapshot leg : call.legs()) {
            json.writeStartObject();
            json.writeStringField("leg", leg.name());
            json.writeStringField("party", leg.party());
            json.writeStringField("state", leg.state());
            json.writeStringField("call_id", leg.callId());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void rooms(JsonGenerator json, int limit) throws IOException {
        json.writeArrayFieldStart("rooms");
        if (limit > 0)
            for (RoomSnapshot room :
                    collected(softswitch.rooms()).stream().limit(limit).toList()) room(json, room, limit);
        json.writeEndArray();
    }

    private static void room(JsonGenerator json, RoomSnapshot room, int limit) throws IOException {
        json.writeStartObject();
        json.writeStringField("room", room.name());
        json.writeStringField("state", room.state());
        json.writeBooleanField("locked", room.locked());
        json.writeNumberField("lasted", seconds(room.lasted()));
        json.writeNumberField("size", room.members().size());
        json.writeArrayFieldStart("members");
        for (MemberSnapshot member : room.members().stream().limit(limit).toList()) {
            json.writeStartObject();
            json.writeStringField("call", member.call());
            json.writeStringField("caller", member.caller());
            json.writeStringField("role", member.role());
            json.writeBooleanField("muted", member.muted());
            json.writeBooleanField("talking", member.talking());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void bindings(JsonGenerator json, int limit) throws IOException {
        json.writeArrayFieldStart("bindings");
        Instant now = Instant.now();
        Map<String, List<Binding>> all = limit > 0 ? softswitch.bindings() : Map.of();
        int left = limit;
        for (Map.Entry<String, List<Binding>> entry : all.entrySet()) {
            for (Binding binding : entry.getValue()) {
                if (left-- > 0) binding(json, entry.getKey(), binding, now);
            }
        }
        json.writeEndArray();
    }

    private void binding(JsonGenerator json, String aor, Binding binding, Instant now) throws IOException {
        json.writeStartObject();
        json.writeStringField("aor", aor);
        json.writeStringField("contact", binding.contact());
        json.writeNumberField("q", binding.q() / 1000.0);
        json.writeNumberField(
                "expires_in", Duration.between(now, binding.expires()).toSeconds());
        json.writeStringField(
                "source",
                Addresses.text(binding.flow().transport(), binding.flow().remote()));
        if (binding.userAgent().isPresent())
            json.writeStringField("user_agent", binding.userAgent().get());
        Optional<Reachability> known = softswitch.reachability(aor, binding);
        if (known.isPresent()) reachability(json, known.get());
        json.writeEndObject();
    }

    private static void reachability(JsonGenerator json, Reachability known) throws IOException {
        json.writeStringField("state", known.standing().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("unanswered", known.unanswered());
        if (known.roundTrip().isPresent())
            json.writeNumberField("round_trip", seconds(known.roundTrip().get()));
    }

    private void trunks(JsonGenerator json, int limit) throws IOException {
        json.writeArrayFieldStart("trunks");
        Instant now = Instant.now();
        for (RegistrationState trunk :
                softswitch.trunks().registering().stream().limit(limit).toList()) trunk(json, trunk, now);
        json.writeEndArray();
    }

    private static void trunk(JsonGenerator json, RegistrationState trunk, Instant now) throws IOException {
        json.writeStartObject();
        json.writeStringField("trunk", trunk.trunk());
        json.writeStringField("aor", trunk.aor());
        json.writeStringField("state", trunk.standing().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("since", seconds(Duration.between(trunk.since(), now)));
        json.writeStringField("registrar", trunk.registrar());
        if (trunk.expires().isPresent())
            json.writeNumberField(
                    "expires_in", Duration.between(now, trunk.expires().get()).toSeconds());
        if (!trunk.refusal().isEmpty()) json.writeStringField("refusal", trunk.refusal());
        if (trunk.next().isPresent())
            json.writeNumberField(
                    "next_in", Duration.between(now, trunk.next().get()).toSeconds());
        json.writeEndObject();
    }

    private void probes(JsonGenerator json, int limit) throws IOException {
        json.writeArrayFieldStart("probes");
        Instant now = Instant.now();
        for (TrunkStanding trunk :
                softswitch.trunks().probed().stream().limit(limit).toList()) {
            json.writeStartObject();
            json.writeStringField("trunk", trunk.trunk());
            json.writeStringField("state", trunk.reach().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("since", seconds(Duration.between(trunk.since(), now)));
            json.writeStringField("asked", trunk.asked());
            if (!trunk.why().isEmpty()) json.writeStringField("why", trunk.why());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
