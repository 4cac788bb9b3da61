package org.strowger.dialplan.number;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Number patterns in one tree, whose edges are what one character may be: a look costs what the patterns that still fit
 * cost, and not what there are. A branch is as long as tells its patterns apart, so that ten thousand of them stay in a
 * processor's caches; the rest of each pattern is its own match to look at. Each carries a mark. Built by one thread,
 * then never changed.
 */
public final class PatternTrie {

    /** Marks, in no order, perhaps some of them twice. */
    public static final class Marks {
        private int[] marks = new int[8];
        private int size;

        private void add(int[] some) {
            if (some.length == 0) return;
            if (size + some.length > marks.length) marks = Arrays.copyOf(marks, 2 * (size + some.length));
            System.arraycopy(some, 0, marks, size, some.length);
            size += some.length;
        }

        private void add(int mark) {
            if (size == marks.length) marks = Arrays.copyOf(marks, 2 * size);
            marks[size++] = mark;
        }

        /** In rising order. */
        public int[] sorted() {
            int[] sorted = Arrays.copyOf(marks, size);
            Arrays.sort(sorted);
            return sorted;
        }
    }

    private static final int[] NONE = {};

    /** Where a pattern may stand after some characters. */
    private static final class Node {
        private char[] literals = {};
        private Node[] afterLiteral = {};
        private NumberPattern.Element[] sets = {};
        private Node[] afterSet = {};
        private @Nullable Node afterAnything;
        /** The only pattern that comes by here, as long as there is no other; how far it has come. */
        private @Nullable NumberPattern lone;

        private int loneMark;
        private int loneAt;
        /** Patterns that end here. */
        private int[] ends = NONE;
        /** Patterns that take any rest, or may take it: their own match decides. */
        private int[] rests = NONE;

        boolean isEmpty() {
            return lone == null
                    && literals.length + sets.length + ends.length + rests.length == 0
                    && afterAnything == null;
        }

        void settle(NumberPattern pattern, int at, int mark) {
            lone = pattern;
            loneAt = at;
            loneMark = mark;
        }

        /** Another pattern comes by: the one that stood alone goes a step on. */
        void unfold() {
            NumberPattern pattern = lone;
            if (pattern == null) return;
            lone = null;
            if (!endsAt(this, pattern, loneAt, loneMark))
                next(this, pattern.element(loneAt)).settle(pattern, loneAt + 1, loneMark);
        }
    }

    private final Node root = new Node();

    public void add(NumberPattern pattern, int mark) {
        Node node = root;
        int at = 0;
        while (!node.isEmpty()) {
            node.unfold();
            if (endsAt(node, pattern, at, mark)) return;
            node = next(node, pattern.element(at++));
        }
        node.settle(pattern, at, mark);
    }

    /** Notes it, where it ends before an element or may take any rest from there. */
    private static boolean endsAt(Node node, NumberPattern pattern, int element, int mark) {
        if (element == pattern.length()) node.ends = with(node.ends, mark);
        else if (pattern.element(element).isRest()) node.rests = with(node.rests, mark);
        else return false;
        return true;
    }

    private static Node next(Node node, NumberPattern.Element element) {
        if (element.isLiteral()) return afterLiteral(node, element.literal());
        if (element.isSet()) return afterSet(node, element);
        Node next = node.afterAnything;
        if (next == null) node.afterAnything = next = new Node();
        return next;
    }

    private static Node afterLiteral(Node node, char literal) {
        int at = Arrays.binarySearch(node.literals, literal);
        if (at >= 0) return node.afterLiteral[at];
        int place = -at - 1;
        int size = node.literals.length;
        char[] literals = Arrays.copyOf(node.literals, size + 1);
        Node[] nodes = Arrays.copyOf(node.afterLiteral, size + 1);
        System.arraycopy(node.literals, place, literals, place + 1, size - place);
        System.arraycopy(node.afterLiteral, place, nodes, place + 1, size - place);
        literals[place] = literal;
        nodes[place] = new Node();
        node.literals = literals;
        node.afterLiteral = nodes;
        return nodes[place];
    }

    private static Node afterSet(Node node, NumberPattern.Element set) {
        for (int i = 0; i < node.sets.length; i++) if (node.sets[i].equals(set)) return node.afterSet[i];
        int size = node.sets.length;
        node.sets = Arrays.copyOf(node.sets, size + 1);
        node.afterSet = Arrays.copyOf(node.afterSet, size + 1);
        node.sets[size] = set;
        return node.afterSet[size] = new Node();
    }

    private static int[] with(int[] marks, int mark) {
        int[] more = Arrays.copyOf(marks, marks.length + 1);
        more[marks.length] = mark;
        return more;
    }

    /** The marks of all patterns that fit, and perhaps of some that don't. */
    public Marks candidates(String number) {
        var marks = new Marks();
        walk(root, number, 0, marks);
        return marks;
    }

    // Each node is reached by one way, so it is met once at most; the depth is bounded by that of the tree.
    private static void walk(Node node, String number, int at, Marks marks) {
        if (node.lone != null) {
            marks.add(node.loneMark);
            return;
        }
        marks.add(node.rests);
        if (at == number.length()) {
            marks.add(node.ends);
            return;
        }
        char c = number.charAt(at);
        int literal = Arrays.binarySearch(node.literals, c);
        if (literal >= 0) walk(node.afterLiteral[literal], number, at + 1, marks);
        for (int i = 0; i < node.sets.length; i++)
            if (node.sets[i].accepts(c)) walk(node.afterSet[i], number, at + 1, marks);
        if (node.afterAnything != null) walk(node.afterAnything, number, at + 1, marks);
    }
}
