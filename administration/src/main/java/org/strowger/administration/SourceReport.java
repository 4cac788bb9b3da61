package org.strowger.administration;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.net.InetAddress;
import org.strowger.administration.AdminServer.Answer;
import org.strowger.sip.source.SourceSnapshot;

/** {@code /sources}: who sends to the switch, and what was dropped of it, as JSON; {@code /unban}. */
final class SourceReport {

    private static final String ADDRESS = "address=";

    private final SwitchControl softswitch;

    SourceReport(SwitchControl softswitch) {
        this.softswitch = softswitch;
    }

    /** Those that are banned first, then those of whom most was dropped. */
    String json(int limit) {
        return JsonText.object(json -> {
            json.writeArrayFieldStart("sources");
            for (SourceSnapshot source :
                    softswitch.sources().stream().limit(limit).toList()) source(json, source);
            json.writeEndArray();
        });
    }

    private static void source(JsonGenerator json, SourceSnapshot source) throws IOException {
        json.writeStartObject();
        json.writeStringField("address", source.address().getHostAddress());
        json.writeNumberField("known_for", source.known().toSeconds());
        json.writeNumberField("banned_for", source.banned().toSeconds());
        json.writeNumberField("dropped", source.dropped());
        json.writeNumberField("quiet_for", source.quiet().toSeconds());
        json.writeEndObject();
    }

    Answer unban(String query) {
        String written = query.startsWith(ADDRESS) ? query.substring(ADDRESS.length()) : "";
        try {
            return softswitch.unban(InetAddress.ofLiteral(written))
                    ? Answer.text(200, written + " is banned no longer")
                    : Answer.text(404, written + " is not banned");
        } catch (IllegalArgumentException _) {
            return Answer.text(400, "name a numeric IP address: /unban?address=192.0.2.7");
        }
    }
}
