package org.strowger.dialplan.literal;

import java.util.List;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.Expression;

/**
 * A verb as a script uses it once.
 *
 * @param verb its name
 * @param at where the name stands
 * @param arguments all that is given to it; options, if there are any, as the first
 * @param facts the rest of the world
 * @param complaints told what is wrong
 */
public record Usage(String verb, ASTNode at, List<Expression> arguments, Facts facts, Complaints complaints) {

    /** Takes copies. */
    public Usage {
        arguments = List.copyOf(arguments);
    }
}
