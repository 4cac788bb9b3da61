package org.strowger.dialplan.number;

import java.util.Arrays;

/**
 * Up to millions of numbers or prefixes, each with a value, found whole or as the longest prefix of a number. Sixteen
 * characters at most, of {@code 0-9 * #}; a leading {@code +} makes no difference. Three arrays: of each node the
 * characters that may follow, as bits; its first child, beside which its other children stand; and its value: ten bytes
 * a node. Immutable; a look allocates nothing.
 */
public final class PrefixTrie {

    public static final int NONE = -1;
    private static final int MOST_CHARACTERS = 16;
    private static final int BITS = 4;
    private static final String CHARACTERS = "0123456789*#";

    /** A number that is there already. */
    public static final class Twice extends Exception {
        private static final long serialVersionUID = 1;
        private final int first;
        private final int second;

        Twice(int first, int second) {
            super(null, null, false, false);
            this.first = Math.min(first, second);
            this.second = Math.max(first, second);
        }

        public int first() {
            return first;
        }

        public int second() {
            return second;
        }
    }

    private short[] follow = new short[16];
    private int[] child = new int[16];
    private int[] value = new int[16];
    private int nodes;

    private PrefixTrie() {}

    /**
     * A number as a key: four bits a character, the first on top, 0 after the end.
     *
     * @throws IllegalArgumentException if it has other characters, none, or too many
     */
    public static long key(CharSequence number) {
        int from = start(number);
        int length = number.length() - from;
        if (length == 0 || length > MOST_CHARACTERS)
            throw new IllegalArgumentException("'" + number + "' has not 1 to " + MOST_CHARACTERS + " digits");
        long key = 0;
        for (int i = 0; i < length; i++) {
            int symbol = symbol(number.charAt(from + i));
            if (symbol == 0)
                throw new IllegalArgumentException("'" + number + "' is no number: digits, * and # make one");
            key |= (long) symbol << (64 - BITS * (i + 1));
        }
        return key;
    }

    /** The number of a key. */
    public static String text(long key) {
        var text = new StringBuilder();
        for (int depth = 0; symbolAt(key, depth) != 0; depth++)
            text.append(CHARACTERS.charAt(symbolAt(key, depth) - 1));
        return text.toString();
    }

    private static int start(CharSequence number) {
        return !number.isEmpty() && number.charAt(0) == '+' ? 1 : 0;
    }

    /** 1 to 12; 0 for what is none. */
    private static int symbol(char c) {
        if (c >= '0' && c <= '9') return c - '0' + 1;
        return c == '*' ? 11 : c == '#' ? 12 : 0;
    }

    /**
     * A trie in which the value of each key is its index.
     *
     * @throws Twice if two are the same
     */
    public static PrefixTrie of(long[] keys) throws Twice {
        long[] sorted = keys.clone();
        for (int i = 0; i < sorted.length; i++) sorted[i] ^= Long.MIN_VALUE; // order as unsigned
        Arrays.parallelSort(sorted);
        int[] valueOf = new int[sorted.length];
        Arrays.fill(valueOf, NONE);
        for (int i = 0; i < keys.length; i++) {
            int at = Arrays.binarySearch(sorted, keys[i] ^ Long.MIN_VALUE);
            if (valueOf[at] != NONE) throw new Twice(valueOf[at], i);
            valueOf[at] = i;
        }
        for (int i = 0; i < sorted.length; i++) sorted[i] ^= Long.MIN_VALUE;
        var trie = new PrefixTrie();
        trie.build(sorted, valueOf);
        return trie;
    }

    /** Level by level, so that the children of a node stand side by side. */
    private void build(long[] sorted, int[] valueOf) {
        int[] from = {0};
        int[] to = {sorted.length};
        append();
        int firstOfLevel = 0;
        for (int depth = 0; from.length > 0; depth++) {
            int[] nextFrom = new int[16];
            int[] nextTo = new int[16];
            int next = 0;
            for (int i = 0; i < from.length; i++) {
                int node = firstOfLevel + i;
                int at = from[i];
                if (at < to[i] && symbolAt(sorted[at], depth) == 0) value[node] = valueOf[at++];
                child[node] = nodes;
                while (at < to[i]) {
                    int symbol = symbolAt(sorted[at], depth);
                    int end = at + 1;
                    while (end < to[i] && symbolAt(sorted[end], depth) == symbol) end++;
                    follow[node] |= (short) (1 << symbol);
                    append();
                    if (next == nextFrom.length) {
                        nextFrom = Arrays.copyOf(nextFrom, 2 * next);
                        nextTo = Arrays.copyOf(nextTo, 2 * next);
                    }
                    nextFrom[next] = at;
                    nextTo[next++] = end;
                    at = end;
                }
            }
            firstOfLevel += from.length;
            from = Arrays.copyOf(nextFrom, next);
            to = Arrays.copyOf(nextTo, next);
        }
        follow = Arrays.copyOf(follow, nodes);
        child = Arrays.copyOf(child, nodes);
        value = Arrays.copyOf(value, nodes);
    }

    private static int symbolAt(long key, int depth) {
        return depth == MOST_CHARACTERS ? 0 : (int) (key >>> (64 - BITS * (depth + 1))) & 15;
    }

    private void append() {
        if (nodes == value.length) {
            int size = nodes + (nodes >> 1);
            follow = Arrays.copyOf(follow, size);
            child = Arrays.copyOf(child, size);
            value = Arrays.copyOf(value, size);
        }
        value[nodes++] = NONE;
    }

    /** The value of the longest key that the number begins with, else {@link #NONE}. */
    public int longest(CharSequence number) {
        int best = NONE;
        int node = 0;
        for (int i = start(number); i < number.length(); i++) {
            node = next(node, number.charAt(i));
            if (node < 0) return best;
            if (value[node] != NONE) best = value[node];
        }
        return best;
    }

    /** The value of the key that is the number, else {@link #NONE}. */
    int whole(CharSequence number) {
        int node = 0;
        for (int i = start(number); i < number.length(); i++) {
            node = next(node, number.charAt(i));
            if (node < 0) return NONE;
        }
        return value[node];
    }

    private int next(int node, char c) {
        int bit = 1 << symbol(c);
        int all = follow[node];
        return bit == 1 || (all & bit) == 0 ? -1 : child[node] + Integer.bitCount(all & (bit - 1));
    }

    /** How much memory it takes. */
    public long bytes() {
        return (long) nodes * (Short.BYTES + 2 * Integer.BYTES);
    }
}
