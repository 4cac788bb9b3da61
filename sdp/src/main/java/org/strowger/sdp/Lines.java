package org.strowger.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every value of a description must hold to: a line is one line. */
final class Lines {

    /** What nearly every description says: one string of each is enough for all that are kept. */
    private static final Map<String, String> COMMON = Stream.of(
                    "-",
                    "0",
                    "1",
                    "3",
                    "8",
                    "9",
                    "18",
                    "96",
                    "97",
                    "98",
                    "99",
                    "100",
                    "101",
                    "IN",
                    "IP4",
                    "IP6",
                    "audio",
                    "video",
                    "RTP/AVP",
                    "RTP/SAVP",
                    "UDP/TLS/RTP/SAVPF",
                    "PCMU",
                    "PCMA",
                    "G722",
                    "L16",
                    "opus",
                    "telephone-event",
                    "CN")
            .collect(Collectors.toUnmodifiableMap(word -> word, word -> word));

    private Lines() {}

    /** Refuses what would end the line and begin another of the peer's choosing. */
    static String requireOneLine(String text) {
        if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0)
            throw new IllegalArgumentException("a value of a description is one line, this has a line break: " + text);
        return text;
    }

    /** The words between white space; one empty word if there is none. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && !Character.isWhitespace(text.charAt(i))) continue;
            if (i > start) words.add(common(text.substring(start, i)));
            start = i + 1;
        }
        return words.isEmpty() ? List.of("") : words;
    }

    /** The word, as one string for all where it is a common one. */
    static String common(String word) {
        return COMMON.getOrDefault(word, word);
    }

    /** A decimal number of at most {@code max}; negative if it is none. */
    static int number(String text, int max) {
        if (text.isEmpty() || text.length() > 9) return -1;
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) return -1;
            value = value * 10 + digit;
        }
        return value <= max ? value : -1;
    }
}
