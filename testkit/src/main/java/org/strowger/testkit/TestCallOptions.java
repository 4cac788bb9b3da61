package org.strowger.testkit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a test call is placed. */
record TestCallOptions(
        String to, Optional<String> from, Optional<String> trunk, Map<String, ?> headers, Duration lasts) {

    private static final Set<String> NAMES = Set.of("to", "from", "trunk", "headers", "lasts");

    static TestCallOptions of(Map<String, ?> options) {
        for (String name : options.keySet())
            if (!NAMES.contains(name))
                throw new IllegalArgumentException(
                        "testCall has no option '" + name + "'; there are to, from, trunk, headers and lasts");
        Object to = options.get("to");
        if (to == null) throw new IllegalArgumentException("testCall needs a number: testCall(to: '911')");
        return new TestCallOptions(
                to.toString(),
                Optional.ofNullable(options.get("from")).map(Object::toString),
                Optional.ofNullable(options.get("trunk")).map(Object::toString),
                options.get("headers") instanceof Map<?, ?> headers ? texts(headers) : Map.of(),
                options.get("lasts") instanceof Duration lasts ? lasts : Duration.ofSeconds(10));
    }

    private static Map<String, String> texts(Map<?, ?> map) {
        Map<String, String> all = new java.util.LinkedHashMap<>();
        map.forEach((key, value) -> all.put(String.valueOf(key), String.valueOf(value)));
        return all;
    }

    /** The options of the phone's call. */
    Map<String, ?> calling() {
        Map<String, Object> all = new HashMap<>();
        all.put("headers", headers);
        if (trunk.isPresent()) from.ifPresent(number -> all.put("from", number));
        return all;
    }
}
