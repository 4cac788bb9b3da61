package org.strowger.sip.message;

import gov.nist.core.LexerCore;
import gov.nist.core.ParserCore;
import gov.nist.javax.sip.parser.Lexer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * JAIN-SIP's lexer, which gives out its line as it was given: its own copies all of it each time, and the parser of
 * URIs asks once for each parameter, so that what a URI costs would grow with the square of its parameters.
 */
final class LineLexer extends Lexer {

    private static final VarHandle LEXER = lexer();

    private final String line;

    private LineLexer(String keywords, String line) {
        super(keywords, line);
        this.line = line;
    }

    /** Takes the place of the lexer that a parser has made for itself, before it has read anything. */
    static void giveTo(ParserCore parser, String keywords, String line) {
        LEXER.set(parser, new LineLexer(keywords, line));
    }

    /** Protected, and set by JAIN-SIP's constructors alone. */
    private static VarHandle lexer() {
        try {
            return MethodHandles.privateLookupIn(ParserCore.class, MethodHandles.lookup())
                    .findVarHandle(ParserCore.class, "lexer", LexerCore.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public String getBuffer() {
        return line;
    }
}
