package org.strowger.dialplan.option;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.strowger.agent.AgentRequest;
import org.strowger.dialplan.literal.Judge;
import org.strowger.dialplan.literal.Literal;
import org.strowger.dialplan.literal.NamedKind;
import org.strowger.dialplan.text.ProblemCode;
import org.strowger.statemachine.Secret;

/** What scripts write, as an agent is asked for; and what can be wrong with it. */
public final class WantedAgent {

    /** As good as for ever. */
    private static final Duration ENDLESS = Duration.ofDays(1);

    private WantedAgent() {}

    /** The agent at a URL, asked for with these options. */
    public static AgentRequest agent(String url, Map<String, ?> options) {
        AgentRequest wanted = AgentRequest.of(URI.create(url));
        if (options.get("protocol") != null)
            wanted = wanted.protocol(AgentRequest.Protocol.named(String.valueOf(options.get("protocol"))));
        if (options.get("rate") instanceof Integer rate) wanted = wanted.rate(rate);
        if (options.get("metadata") instanceof Map<?, ?> told) wanted = wanted.metadata(object(told));
        if (options.get("headers") instanceof Map<?, ?> sent) {
            Map<String, Secret> headers = new LinkedHashMap<>();
            sent.forEach((name, value) -> headers.put(String.valueOf(name), Secret.of(String.valueOf(value))));
            wanted = wanted.headers(headers);
        }
        if (options.get("reconnect") instanceof Duration time)
            wanted = wanted.reconnect(time.equals(Durations.UNLIMITED) ? ENDLESS : time);
        return wanted;
    }

    /** As JSON has it: numbers, lists, maps and truth values as they are, all else as its text. */
    public static Map<String, Object> object(Map<?, ?> written) {
        Map<String, Object> object = new LinkedHashMap<>();
        written.forEach((name, value) -> object.put(String.valueOf(name), plain(value)));
        return object;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case null -> "";
            case Number number -> number;
            case Boolean truth -> truth;
            case Map<?, ?> inner -> object(inner);
            case Iterable<?> several -> {
                var list = new ArrayList<Object>();
                several.forEach(one -> list.add(plain(one)));
                yield list;
            }
            default -> String.valueOf(value);
        };
    }

    /** A URL of {@code ws:} or {@code wss:}. */
    public static final class Url implements Judge {

        @Override
        public void judge(Literal literal) {
            literal.text()
                    .filter(url -> !isWebSocket(url))
                    .ifPresent(url -> literal.problem(
                            ProblemCode.BAD_VALUE, "'" + url + "' is no WebSocket", "write 'wss://…' or 'ws://…'"));
        }

        private static boolean isWebSocket(String url) {
            try {
                return AgentRequest.isUrl(new URI(url));
            } catch (URISyntaxException _) {
                return false;
            }
        }
    }

    /** {@code 8_000}, {@code 16_000} or {@code 24_000}. */
    public static final class Rate implements Judge {
        @Override
        public void judge(Literal literal) {
            literal.number()
                    .filter(rate -> !AgentRequest.RATES.contains(rate))
                    .ifPresent(rate -> literal.problem(
                            ProblemCode.BAD_VALUE,
                            "rate: " + rate + " is none that agents have",
                            "8_000, 16_000 or 24_000"));
        }
    }

    /** What is spoken with it over the WebSocket. */
    public static final class Protocol extends NamedKind {
        Protocol() {
            super(
                    "protocol",
                    Arrays.stream(AgentRequest.Protocol.values())
                            .map(AgentRequest.Protocol::written)
                            .toList());
        }
    }
}
