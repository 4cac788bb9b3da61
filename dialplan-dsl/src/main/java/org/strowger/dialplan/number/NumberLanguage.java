package org.strowger.dialplan.number;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All numbers that a pattern or an expression takes, as a finite automaton by Thompson's construction (CACM 11.6,
 * 1968): it tells whether others take all of them. Its alphabet is printable ASCII and one symbol for every other
 * character. Immutable once built.
 */
public final class NumberLanguage {

    /** Some symbols: bit {@code c} is the character, bit {@link #OTHER} all beyond ASCII. */
    public record Symbols(long low, long high) {
        static final Symbols NONE = new Symbols(0, 0); // of a step that takes no character
        public static final Symbols ANY = new Symbols(-1L << ' ', -1L);
        static final Symbols DIGITS = new Symbols(0x03FFL << '0', 0);

        public static Symbols of(char c) {
            int bit = c < OTHER ? c : OTHER;
            return bit < 64 ? new Symbols(1L << bit, 0) : new Symbols(0, 1L << bit);
        }

        Symbols or(Symbols other) {
            return new Symbols(low | other.low, high | other.high);
        }

        Symbols not() {
            return new Symbols(~low & ANY.low, ~high & ANY.high);
        }

        boolean has(int bit) {
            return (bit < 64 ? low >>> bit & 1 : high >>> bit & 1) != 0;
        }
    }

    /** A piece of a language: builds its states behind one, and answers the state that it ends in. */
    @FunctionalInterface
    public interface Piece {
        int append(NumberLanguage to, int from);

        public static Piece of(Symbols symbols) {
            return (to, from) -> to.edge(from, symbols, to.state());
        }

        static Piece inTurn(List<Piece> pieces) {
            return (to, from) -> {
                int at = from;
                for (Piece piece : pieces) at = piece.append(to, at);
                return at;
            };
        }

        static Piece oneOf(List<Piece> pieces) {
            return (to, from) -> {
                int end = to.state();
                for (Piece piece : pieces)
                    to.edge(piece.append(to, to.edge(from, Symbols.NONE, to.state())), Symbols.NONE, end);
                return end;
            };
        }

        /** None or more. */
        default Piece repeated() {
            return (to, from) -> {
                int head = to.edge(from, Symbols.NONE, to.state());
                to.edge(append(to, head), Symbols.NONE, head);
                return to.edge(head, Symbols.NONE, to.state());
            };
        }

        default Piece optional() {
            return oneOf(List.of(this, (_, from) -> from));
        }
    }

    static final int OTHER = 127;
    private static final int EFFORT = 20_000; // pairs of states; patterns of people need some dozens

    private record Edge(Symbols symbols, int to) {}

    private record Pair(BitSet inner, BitSet outer) {}

    private final List<List<Edge>> edges = new ArrayList<>();
    private final int end;

    public NumberLanguage(Piece piece) {
        this.end = piece.append(this, state());
    }

    private int state() {
        edges.add(new ArrayList<>());
        return edges.size() - 1;
    }

    /** Answers the state that it leads to. */
    private int edge(int from, Symbols symbols, int to) {
        edges.get(from).add(new Edge(symbols, to));
        return to;
    }

    /** One of the shortest numbers of the language, digits first. */
    public Optional<String> example() {
        var seen = new HashMap<BitSet, String>();
        Deque<BitSet> next = new ArrayDeque<>(List.of(closure(start())));
        seen.put(next.element(), "");
        while (!next.isEmpty() && seen.size() < EFFORT) {
            var at = next.remove();
            if (at.get(end)) return Optional.ofNullable(seen.get(at));
            for (int symbol : representatives(List.of(this))) {
                var then = step(at, symbol);
                if (!then.isEmpty() && seen.putIfAbsent(then, seen.get(at) + character(symbol)) == null) next.add(then);
            }
        }
        return Optional.empty();
    }

    /** Whether each of its numbers is one of another's; false as well if that takes too much effort to tell. */
    public boolean isWithin(List<NumberLanguage> others) {
        var union = new NumberLanguage(
                Piece.oneOf(others.stream().<Piece>map(NumberLanguage::copy).toList()));
        int[] symbols = representatives(List.of(this, union));
        var first = new Pair(closure(start()), union.closure(start()));
        var seen = new HashSet<>(List.of(first));
        Deque<Pair> next = new ArrayDeque<>(seen);
        while (!next.isEmpty()) {
            var at = next.remove();
            if (at.inner.get(end) && !at.outer.get(union.end)) return false;
            if (seen.size() > EFFORT) return false;
            for (int symbol : symbols) {
                var then = new Pair(step(at.inner, symbol), union.step(at.outer, symbol));
                if (!then.inner.isEmpty() && seen.add(then)) next.add(then);
            }
        }
        return true;
    }

    /** This language, as a piece of another. */
    public Piece copy() {
        return (to, from) -> {
            int base = to.edges.size();
            for (int i = 0; i < edges.size(); i++) to.state();
            for (int i = 0; i < edges.size(); i++)
                for (Edge edge : edges.get(i)) to.edge(base + i, edge.symbols, base + edge.to);
            to.edge(from, Symbols.NONE, base);
            return base + end;
        };
    }

    private static BitSet start() {
        var start = new BitSet();
        start.set(0);
        return start;
    }

    private BitSet step(BitSet from, int symbol) {
        var to = new BitSet();
        for (int state = from.nextSetBit(0); state >= 0; state = from.nextSetBit(state + 1))
            for (Edge edge : edges.get(state)) if (edge.symbols.has(symbol)) to.set(edge.to);
        return closure(to);
    }

    private BitSet closure(BitSet states) {
        Deque<Integer> next = new ArrayDeque<>();
        states.stream().forEach(next::add);
        while (!next.isEmpty()) {
            for (Edge edge : edges.get(next.remove())) {
                if (!edge.symbols.equals(Symbols.NONE) || states.get(edge.to)) continue;
                states.set(edge.to);
                next.add(edge.to);
            }
        }
        return states;
    }

    /** One symbol of each kind that these languages tell apart. */
    private static int[] representatives(List<NumberLanguage> languages) {
        var all = languages.stream()
                .flatMap(language -> language.edges.stream())
                .flatMap(List::stream)
                .map(Edge::symbols)
                .distinct()
                .toList();
        Map<BitSet, Integer> kinds = new LinkedHashMap<>();
        for (int i = 0; i <= OTHER - ' '; i++) {
            int symbol = i < 10 ? '0' + i : i - 10 + ' '; // digits first: examples read better
            var kind = new BitSet();
            for (int e = 0; e < all.size(); e++) kind.set(e, all.get(e).has(symbol));
            kinds.putIfAbsent(kind, symbol);
        }
        kinds.putIfAbsent(new BitSet(), OTHER);
        return kinds.values().stream().mapToInt(Integer::intValue).toArray();
    }

    private static char character(int symbol) {
        return symbol == OTHER ? 'é' : (char) symbol;
    }
}
