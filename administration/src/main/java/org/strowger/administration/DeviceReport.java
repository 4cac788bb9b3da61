package org.strowger.administration;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.strowger.administration.AdminServer.Answer;
import org.strowger.call.event.DeviceState;

/** {@code /devices}: what the phones of accounts do, as JSON; {@code /devices/1001}: those of one. */
final class DeviceReport {

    static final String ONE = "/devices/";

    private final SwitchControl softswitch;

    DeviceReport(SwitchControl softswitch) {
        this.softswitch = softswitch;
    }

    /** All that are not offline, by name. */
    String json(int limit) {
        return JsonText.object(json -> list(json, limit));
    }

    /** The same, as a field of an object. */
    void list(JsonGenerator json, int limit) throws IOException {
        json.writeArrayFieldStart("devices");
        Map<String, DeviceState> all = limit > 0 ? softswitch.devices() : Map.of();
        for (Map.Entry<String, DeviceState> one :
                all.entrySet().stream().limit(limit).toList()) {
            json.writeStartObject();
            device(json, one.getKey(), one.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Those of the account that a path names. */
    Answer one(String path) {
        String account = path.substring(ONE.length());
        Optional<DeviceState> state = softswitch.device(account);
        return state.isPresent()
                ? Answer.json(200, JsonText.object(json -> device(json, account, state.get())))
                : Answer.text(404, "there is no account '" + account + "'");
    }

    private static void device(JsonGenerator json, String account, DeviceState state) throws IOException {
        json.writeStringField("device", account);
        json.writeStringField("state", state.word());
    }
}
