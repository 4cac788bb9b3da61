package org.strowger.testkit.phone;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A call as a phone places it.
 *
 * @param dialled the user part of the Request-URI
 * @param from the user part of From
 * @param to the user part of To
 * @param headers more of them, in order
 */
public record PhoneCall(String dialled, String from, String to, Map<String, String> headers) {

    /**
     * Reads {@code from:}, {@code to:} and {@code headers:}.
     *
     * @throws IllegalArgumentException if there are other options
     */
    public static PhoneCall of(String dialled, String own, Map<String, ?> options) {
        String from = own;
        String to = dialled;
        Map<String, String> headers = new LinkedHashMap<>();
        for (var option : options.entrySet())
            switch (option.getKey()) {
                case "from" -> from = String.valueOf(option.getValue());
                case "to" -> to = String.valueOf(option.getValue());
                case "headers" ->
                    ((Map<?, ?>) option.getValue())
                            .forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
                default ->
                    throw new IllegalArgumentException(
                            "calls has no option '" + option.getKey() + "'; there are from, to and headers");
            }
        return new PhoneCall(dialled, from, to, headers);
    }
}
