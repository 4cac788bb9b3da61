package org.strowger.dialplan.literal;

import java.util.List;
import org.strowger.dialplan.text.ProblemCode;

/** Names of which one is to be written, where a sentence can call the thing by what it is. */
public abstract class NamedKind implements Judge {

    private final String kind;
    private final List<String> names;

    /** @param kind what the names are names of, as in {@code role} */
    protected NamedKind(String kind, List<String> names) {
        this.kind = kind;
        this.names = List.copyOf(names);
    }

    /** The names, as they are written. */
    @Override
    public String toString() {
        return "'" + String.join("', '", names) + "'";
    }

    @Override
    public void judge(Literal literal) {
        literal.text()
                .filter(name -> !names.contains(name))
                .ifPresent(name -> literal.problem(
                        ProblemCode.BAD_VALUE, "there is no " + kind + " '" + name + "'", String.join(", ", names)));
    }
}
