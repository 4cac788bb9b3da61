package org.strowger.dialplan.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.strowger.dialplan.explain.PlanGraph.Edge;
import org.strowger.dialplan.explain.PlanGraph.Node;

/**
 * Places boxes in columns, each to the right of all that lead to it, and orders a column by where its arrows come from
 * (after Sugiyama, Tagawa, Toda 1981, with the barycentres of one sweep: plans are nearly trees). Units are pixels.
 */
final class LayeredLayout {

    /** Where a box is. */
    record Place(int x, int y, int width, int height) {}

    static final int LINE = 16;
    static final int MARGIN = 8;
    private static final int CHARACTER = 8;
    private static final int GAP_X = 130; // room for a label
    private static final int GAP_Y = 14;

    private final PlanGraph graph;
    private final int[] layer;
    private final Place[] places;
    private int width;
    private int height;

    LayeredLayout(PlanGraph graph) {
        this.graph = graph;
        this.layer = layers();
        this.places = new Place[graph.nodes().size()];
        place();
    }

    Place place(int node) {
        return places[node];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /**
     * Of each box, the longest way to it; the graph has no circles, since boxes are only led to from earlier ones or
     * are targets.
     */
    private int[] layers() {
        int[] of = new int[graph.nodes().size()];
        boolean moved = true;
        for (int round = 0; moved && round < of.length; round++) {
            moved = false;
            for (Edge edge : graph.edges()) {
                if (of[edge.to()] > of[edge.from()]) continue;
                of[edge.to()] = of[edge.from()] + 1;
                moved = true;
            }
        }
        return of;
    }

    private void place() {
        int last = java.util.Arrays.stream(layer).max().orElse(0);
        int x = MARGIN;
        double[] middle = new double[places.length];
        for (int column = 0; column <= last; column++) {
            var boxes = column(column, middle);
            int wide = boxes.stream().mapToInt(LayeredLayout::width).max().orElse(0);
            int y = MARGIN;
            for (Node node : boxes) {
                int high = node.label().split("\n", -1).length * LINE + MARGIN;
                y = Math.max(y, (int) barycentre(node, middle) - high / 2);
                places[node.id()] = new Place(x, y, width(node), high);
                middle[node.id()] = y + high / 2.0;
                y += high + GAP_Y;
            }
            height = Math.max(height, y);
            x += wide + GAP_X;
        }
        width = Math.max(x - GAP_X + MARGIN, MARGIN);
    }

    private List<Node> column(int number, double[] middle) {
        var boxes = new ArrayList<Node>();
        for (Node node : graph.nodes()) if (layer[node.id()] == number) boxes.add(node);
        boxes.sort(Comparator.comparingDouble((Node node) -> barycentre(node, middle))
                .thenComparingInt(Node::id));
        return boxes;
    }

    private double barycentre(Node node, double[] middle) {
        return graph.edges().stream()
                .filter(edge -> edge.to() == node.id())
                .mapToDouble(edge -> middle[edge.from()])
                .average()
                .orElse(0);
    }

    private static int width(Node node) {
        return node.label().lines().mapToInt(String::length).max().orElse(0) * CHARACTER + 2 * MARGIN;
    }
}
