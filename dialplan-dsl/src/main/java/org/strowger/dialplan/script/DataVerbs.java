package org.strowger.dialplan.script;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import groovy.transform.stc.ClosureParams;
import groovy.transform.stc.SimpleType;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strowger.call.Caller;
import org.strowger.call.event.Happening;
import org.strowger.dialplan.literal.Check;
import org.strowger.dialplan.literal.Configured;
import org.strowger.dialplan.literal.Country;
import org.strowger.dialplan.literal.Course;
import org.strowger.dialplan.literal.Course.Kind;
import org.strowger.dialplan.literal.NumberMask;
import org.strowger.dialplan.literal.SourceAddress;
import org.strowger.dialplan.lookup.LookupOutcome;
import org.strowger.dialplan.number.AddressRange;
import org.strowger.dialplan.number.E164;

/** The verbs that are about data: time, numbers, what a call knows and tells. */
public interface DataVerbs<C> extends Verbs<C> {

    /** The time of day on the switch's clock. */
    default Instant now() {
        return scripted().time();
    }

    /** What the script keeps for the length of the call. */
    default Store getStore() {
        return scripted().store();
    }

    /** The row of the number dialled in the table that the route was chosen by; empty for other routes. */
    default Map<String, String> getRow() {
        return scripted().row();
    }

    /** Publishes an event. */
    default C event(String name) {
        return event(Map.of(), name);
    }

    /** Publishes an event with values. */
    default C event(Map<String, ?> values, String name) {
        var plain = new LinkedHashMap<String, Object>();
        values.forEach((key, value) -> plain.put(String.valueOf(key), plain(value)));
        scripted()
                .acting()
                .publish(new Happening.ScriptEvent(scripted().acting().id(), name, plain));
        return getCall();
    }

    /** Numbers and truths as they are, the rest as text. */
    private static Object plain(Object value) {
        return switch (value) {
            case Number number -> number;
            case Boolean truth -> truth;
            case null, default -> String.valueOf(value);
        };
    }

    /** Asks a database by SQL, or a web service by HTTP; the call waits meanwhile. */
    @Check(value = AskedLookup.Question.class, argument = 0)
    default LookupOutcome lookup(
            @NamedParams({
                        @NamedParam(value = "sql", type = String.class),
                        @NamedParam(value = "database", type = String.class),
                        @NamedParam(value = "http", type = String.class),
                        @NamedParam(value = "query", type = Map.class),
                        @NamedParam(value = "headers", type = Map.class),
                        @NamedParam(value = "timeout", type = Duration.class),
                        @NamedParam(value = "cache", type = Duration.class)
                    })
                    Map<String, ?> options,
            Object... arguments) {
        return AskedLookup.run(scripted(), options, Arrays.asList(arguments));
    }

    /** Charges the call by this tariff, from its answer on. */
    default C bill(String tariff) {
        scripted().bill(tariff, Map.of(), Optional.empty());
        return getCall();
    }

    /** Charges an account for a call to a number. */
    default C bill(
            @NamedParams({
                        @NamedParam(value = "account", type = String.class),
                        @NamedParam(value = "number", type = String.class)
                    })
                    Map<String, ?> options,
            String tariff) {
        scripted().bill(tariff, options, Optional.empty());
        return getCall();
    }

    /** Charges the call, and does something when the credit runs low; it is told how long the credit lasts. */
    @Check(Configured.Tariff.class)
    default C bill(
            @NamedParams({
                        @NamedParam(value = "account", type = String.class),
                        @NamedParam(value = "number", type = String.class),
                        @NamedParam(value = "warnAt", type = Duration.class)
                    })
                    Map<String, ?> options,
            String tariff,
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "java.time.Duration")
                    Closure<?> warning) {
        scripted().bill(tariff, options, Optional.of(warning));
        return getCall();
    }

    /** A number made international, as {@code +49301234567}, by the rules of a country; one that is none there, as it is. */
    @Check(value = Country.class, option = "country")
    @Course(Kind.ANYWHERE)
    default String e164(
            @NamedParams(@NamedParam(value = "country", type = String.class, required = true)) Map<String, ?> options,
            String number) {
        return E164.international(number, String.valueOf(options.get("country")));
    }

    /** A number under a mask: each {@code X} at the mask's end keeps a digit of the number's end. */
    @Check(value = NumberMask.class, argument = 1)
    @Course(Kind.ANYWHERE)
    default String masked(String number, String mask) {
        return Caller.masked(number, mask);
    }

    /** Office hours: {@code during('Mon-Fri 08:00-18:00 Europe/Berlin')}; any of several. */
    @Check(Schedule.Weekly.class)
    @Course(Kind.ANYWHERE)
    default Schedule during(String... times) {
        return Schedule.during(times);
    }

    /** Whether the call came from one of these addresses or networks. */
    @Check(SourceAddress.class)
    @Course(Kind.ANYWHERE)
    default Guard source(String... ranges) {
        List<AddressRange> all =
                List.of(ranges).stream().map(AddressRange::parse).toList();
        return call -> all.stream().anyMatch(range -> range.contains(call.sourceAddress()));
    }
}
