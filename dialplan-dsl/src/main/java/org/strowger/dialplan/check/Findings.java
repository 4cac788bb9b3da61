package org.strowger.dialplan.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.codehaus.groovy.ast.ASTNode;
import org.strowger.dialplan.literal.Complaints;
import org.strowger.dialplan.route.Outline;
import org.strowger.dialplan.text.Problem;
import org.strowger.dialplan.text.ProblemCode;
import org.strowger.dialplan.text.SourceText;
import org.strowger.dialplan.text.Span;

/** What was found in one file while it was compiled. */
public final class Findings implements Complaints {

    /** Another file that it includes. */
    public record Include(String name, Span at) {}

    /**
     * A word that builds the plan.
     *
     * @param word where it stands
     * @param subject its first argument, as a route's pattern; the word itself if it has none
     * @param lastLine where its body ends
     */
    public record Site(Span word, Span subject, int lastLine) {}

    private final Path file;
    private final SourceText text;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> perhaps = new ArrayList<>();
    private final List<Include> includes = new ArrayList<>();
    private final List<Site> sites = new ArrayList<>();
    private final List<Outline> outlines = new ArrayList<>();

    public Findings(Path file, String text) {
        this.file = file;
        this.text = new SourceText(text);
    }

    @Override
    public void problem(Span at, ProblemCode code, String message, Optional<String> hint) {
        problems.add(new Problem(file, at, code, message, hint, text.line(at.line())));
    }

    @Override
    public void perhaps(Span at, ProblemCode code, String message, Optional<String> hint) {
        perhaps.add(new Problem(file, at, code, message, hint, text.line(at.line())));
    }

    /** All else is found: what may follow from another mistake is taken where its line has none. */
    public void settle() {
        List<Problem> left = perhaps.stream()
                .filter(problem -> !hasProblemOn(problem.line()))
                .toList();
        problems.addAll(left);
        perhaps.clear();
    }

    public void problem(ASTNode at, ProblemCode code, String message) {
        problem(span(at), code, message, Optional.empty());
    }

    public void problem(ASTNode at, ProblemCode code, String message, String hint) {
        problem(span(at), code, message, Optional.of(hint));
    }

    public void problem(ASTNode at, String message) {
        problem(at, ProblemCode.MISTAKE, message);
    }

    public void problem(ASTNode at, String message, String hint) {
        problem(at, ProblemCode.MISTAKE, message, hint);
    }

    void include(String name, ASTNode at) {
        includes.add(new Include(name, span(at)));
    }

    void site(ASTNode word, ASTNode subject, int lastLine) {
        sites.add(new Site(span(word), span(subject), lastLine));
    }

    void outline(Outline outline) {
        outlines.add(outline);
    }

    /** Takes what was found when the text was compiled before. */
    public void restore(List<Include> keptIncludes, List<Site> keptSites, List<Outline> keptOutlines) {
        includes.addAll(keptIncludes);
        sites.addAll(keptSites);
        outlines.addAll(keptOutlines);
    }

    /** The words that build the plan. */
    public List<Site> sites() {
        return List.copyOf(sites);
    }

    public List<Outline> outlines() {
        return List.copyOf(outlines);
    }

    /** The word of the plan on a line, or around it. */
    public Optional<Site> siteAt(int line) {
        return sites.stream()
                .filter(site -> site.word().line() == line)
                .findFirst()
                .or(() -> sites.stream()
                        .filter(site -> site.word().line() <= line && line <= site.lastLine())
                        .reduce((_, inner) -> inner));
    }

    public boolean hasProblemOn(int line) {
        return problems.stream().anyMatch(problem -> problem.line() == line);
    }

    @Override
    public Span span(ASTNode node) {
        return text.between(
                node.getLineNumber(), node.getColumnNumber(), node.getLastLineNumber(), node.getLastColumnNumber());
    }

    @Override
    public Path file() {
        return file;
    }

    public SourceText text() {
        return text;
    }

    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    public List<Include> includes() {
        return List.copyOf(includes);
    }
}
