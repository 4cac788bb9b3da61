package org.strowger.dialplan.literal;

import java.nio.file.Path;
import java.util.Optional;
import org.codehaus.groovy.ast.ASTNode;
import org.strowger.dialplan.text.ProblemCode;
import org.strowger.dialplan.text.Span;

/** Takes what is wrong with a file. */
public interface Complaints {

    /** Something is wrong with a part of the text. */
    void problem(Span at, ProblemCode code, String message, Optional<String> hint);

    /** Something is wrong with a part of the text, unless it only follows from another mistake on its line. */
    void perhaps(Span at, ProblemCode code, String message, Optional<String> hint);

    /** Where a part of the script stands. */
    Span span(ASTNode node);

    /** The file that is looked through. */
    Path file();
}
