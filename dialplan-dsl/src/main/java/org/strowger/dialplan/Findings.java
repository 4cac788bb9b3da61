package org.strowger.dialplan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.codehaus.groovy.ast.ASTNode;

/** What was found in one file while it was compiled. */
final class Findings {

    /** Another file that it includes. */
    record Include(String name, int line, int column) {}

    private final Path file;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Include> includes = new ArrayList<>();

    Findings(Path file) {
        this.file = file;
    }

    void problem(int line, int column, String message, Optional<String> hint) {
        problems.add(new Problem(file, Math.max(line, 1), Math.max(column, 1), message, hint));
    }

    void problem(ASTNode at, String message) {
        problem(at.getLineNumber(), at.getColumnNumber(), message, Optional.empty());
    }

    void problem(ASTNode at, String message, String hint) {
        problem(at.getLineNumber(), at.getColumnNumber(), message, Optional.of(hint));
    }

    void include(String name, ASTNode at) {
        includes.add(new Include(name, at.getLineNumber(), at.getColumnNumber()));
    }

    boolean hasProblemOn(int line) {
        return problems.stream().anyMatch(problem -> problem.line() == line);
    }

    Path file() {
        return file;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    List<Include> includes() {
        return List.copyOf(includes);
    }
}
