package org.strowger.dialplan.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.strowger.dialplan.explain.PlanGraph.Edge;
import org.strowger.dialplan.explain.PlanGraph.Kind;
import org.strowger.dialplan.explain.PlanGraph.Node;
import org.strowger.dialplan.plan.Dialplan;
import org.strowger.dialplan.route.RouteStatistics;

/** A picture of a plan, as Mermaid text or as a page that needs nothing from outside. Immutable. */
public final class Drawing {

    private static final String STYLE = """
            body{font:14px system-ui,sans-serif;margin:1em}
            svg text{font:12px ui-monospace,monospace;fill:#1a1a1a}
            .context rect{fill:#22313f}.context text{fill:#fff}
            .route rect{fill:#d6e6f5;stroke:#4b79a1}
            .verbs rect{fill:#fff;stroke:#888}
            .decision rect{fill:#fff3cd;stroke:#c9a227}
            .target rect{fill:#dff2df;stroke:#4f8a4f}
            path{fill:none;stroke:#777}
            .label{fill:#444;paint-order:stroke;stroke:#fff;stroke-width:4px}
            """;

    private final PlanGraph graph;

    private Drawing(PlanGraph graph) {
        this.graph = graph;
    }

    /** Of a plan, with these counts of calls where there are any. */
    public static Drawing of(Dialplan plan, List<RouteStatistics> calls) {
        return new Drawing(new PlanGraph(plan.table(), plan.outlines(), calls));
    }

    /** A flow chart in Mermaid's language. */
    public String mermaid() {
        var text = new StringBuilder("flowchart LR\n");
        for (Node node : graph.nodes())
            text.append("    n").append(node.id()).append(shape(node)).append('\n');
        for (Edge edge : graph.edges()) {
            text.append("    n").append(edge.from()).append(" -->");
            if (!edge.label().isEmpty())
                text.append("|\"").append(mermaid(edge.label())).append("\"|");
            text.append(" n").append(edge.to()).append('\n');
        }
        return text.toString();
    }

    private static String shape(Node node) {
        String label = "\"" + mermaid(node.label()) + "\"";
        return switch (node.kind()) {
            case CONTEXT -> "[[" + label + "]]";
            case ROUTE -> "[" + label + "]";
            case VERBS -> "(" + label + ")";
            case DECISION -> "{" + label + "}";
            case TARGET -> "([" + label + "])";
        };
    }

    private static String mermaid(String text) {
        return escaped(text).replace("\n", "<br/>");
    }

    /** One page with the picture in it. */
    public String html(String title) {
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escaped(title)
                + "</title><style>\n" + STYLE + "</style></head><body>\n<h1>" + escaped(title) + "</h1>\n" + svg()
                + "</body></html>\n";
    }

    private String svg() {
        var layout = new LayeredLayout(graph);
        var text = new StringBuilder();
        text.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\">\n"
                .formatted(layout.width(), layout.height()));
        text.append("<defs><marker id=\"a\" markerWidth=\"8\" markerHeight=\"8\" refX=\"7\" refY=\"4\" orient=\"auto\">"
                + "<path d=\"M0,0L8,4L0,8\"/></marker></defs>\n");
        var labels = new ArrayList<String>();
        Map<String, Integer> drawn = new HashMap<>();
        for (Edge edge : graph.edges()) edge(edge, layout, text, labels, drawn);
        for (Node node : graph.nodes()) box(node, layout.place(node.id()), text);
        labels.forEach(text::append);
        return text.append("</svg>\n").toString();
    }

    private static void edge(
            Edge edge, LayeredLayout layout, StringBuilder text, List<String> labels, Map<String, Integer> drawn) {
        var from = layout.place(edge.from());
        var to = layout.place(edge.to());
        int x1 = from.x() + from.width();
        int y1 = from.y() + from.height() / 2;
        int x2 = to.x();
        int y2 = to.y() + to.height() / 2;
        int bend = Math.max((x2 - x1) / 2, 30);
        text.append("<path d=\"M%d,%dC%d,%d %d,%d %d,%d\" marker-end=\"url(#a)\"/>%n"
                .formatted(x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2));
        if (edge.label().isEmpty()) return;
        int above = drawn.merge(edge.from() + ">" + edge.to(), 1, Integer::sum) - 1; // of several between the same two
        labels.add("<text class=\"label\" text-anchor=\"end\" x=\"%d\" y=\"%d\">%s</text>%n"
                .formatted(x2 - 10, y2 - 4 - above * 14, escaped(edge.label())));
    }

    private static void box(Node node, LayeredLayout.Place at, StringBuilder text) {
        text.append("<g class=\"%s\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\"/>"
                .formatted(
                        node.kind().name().toLowerCase(java.util.Locale.ROOT),
                        at.x(),
                        at.y(),
                        at.width(),
                        at.height(),
                        node.kind() == Kind.TARGET ? at.height() / 2 : 4));
        int y = at.y() + LayeredLayout.LINE;
        for (String line : node.label().split("\n", -1)) {
            text.append("<text x=\"%d\" y=\"%d\">%s</text>".formatted(at.x() + LayeredLayout.MARGIN, y, escaped(line)));
            y += LayeredLayout.LINE;
        }
        text.append("</g>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
