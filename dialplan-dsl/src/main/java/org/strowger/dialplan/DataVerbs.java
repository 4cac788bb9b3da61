package org.strowger.dialplan;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.strowger.call.Happening;

/** The verbs that are about data: time, numbers, what a call knows and tells. */
public interface DataVerbs {

    /** The call that this thread is about. */
    RouteCall getCall();

    /** The time of day on the switch's clock. */
    default Instant now() {
        return getCall().time();
    }

    /** What the script keeps for the length of the call. */
    default Store getStore() {
        return getCall().store();
    }

    /** The row of the number dialled in the table that the route was chosen by; empty for other routes. */
    default Map<String, String> getRow() {
        return getCall().row();
    }

    /** Publishes an event. */
    default CallVerbs event(String name) {
        return event(Map.of(), name);
    }

    /** Publishes an event with values. */
    default CallVerbs event(Map<String, ?> values, String name) {
        var plain = new LinkedHashMap<String, Object>();
        values.forEach((key, value) -> plain.put(String.valueOf(key), plain(value)));
        getCall().acting().publish(new Happening.ScriptEvent(getCall().acting().id(), name, plain));
        return getCall();
    }

    private static Object plain(Object value) {
        return value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
    }

    /** Office hours: {@code during('Mon-Fri 08:00-18:00 Europe/Berlin')}; any of several. */
    default Schedule during(String... times) {
        return Schedule.during(times);
    }

    /** Whether the call came from one of these addresses or networks. */
    default Guard source(String... ranges) {
        List<AddressRange> all =
                List.of(ranges).stream().map(AddressRange::parse).toList();
        return call -> all.stream().anyMatch(range -> range.contains(call.sourceAddress()));
    }
}
