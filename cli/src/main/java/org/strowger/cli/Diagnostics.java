package org.strowger.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.strowger.configuration.Problem;
import org.strowger.dialplan.text.Span;

/**
 * Problems as editors take them: {@code Diagnostic}s of the Language Server Protocol 3.17, each with the {@code uri} of
 * its file; lines and characters from 0.
 */
final class Diagnostics {

    private static final int ERROR = 1; // DiagnosticSeverity
    private static final int WHOLE_LINE = Integer.MAX_VALUE; // a character beyond the line's end means its end

    private Diagnostics() {}

    static String ofDialplan(List<org.strowger.dialplan.text.Problem> problems) {
        ArrayNode all = new ObjectMapper().createArrayNode();
        for (org.strowger.dialplan.text.Problem problem : problems) {
            ObjectNode one = diagnostic(all, problem.file(), problem.code().toString(), problem.message());
            Span span = problem.span();
            range(one, span.line(), span.column(), span.endLine(), span.endColumn());
            problem.hint().ifPresent(hint -> one.put("message", problem.message() + " (" + hint + ")"));
        }
        return all.toPrettyString();
    }

    static String ofConfiguration(List<Problem> problems) {
        ArrayNode all = new ObjectMapper().createArrayNode();
        for (Problem problem : problems) {
            ObjectNode one = diagnostic(all, problem.file(), "configuration", problem.key() + ": " + problem.text());
            int line = Math.max(problem.line(), 1);
            range(one, line, 1, line, WHOLE_LINE);
        }
        return all.toPrettyString();
    }

    private static ObjectNode diagnostic(ArrayNode all, Path file, String code, String message) {
        return all.addObject()
                .put("uri", file.toAbsolutePath().normalize().toUri().toString())
                .put("severity", ERROR)
                .put("code", code)
                .put("source", "strowger")
                .put("message", message);
    }

    private static void range(ObjectNode diagnostic, int line, int column, int endLine, int endColumn) {
        ObjectNode range = diagnostic.putObject("range");
        range.putObject("start").put("line", line - 1).put("character", column - 1);
        range.putObject("end").put("line", endLine - 1).put("character", endColumn - 1);
    }
}
