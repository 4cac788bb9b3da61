package org.strowger.dialplan.check;

import java.util.List;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.GroovyCodeVisitor;
import org.codehaus.groovy.ast.MethodNode;
import org.strowger.dialplan.route.DialplanScript;

/** The code that a plan is written in: its scripts, and not the classes that these declare. */
public final class ScriptCode {

    private ScriptCode() {}

    /** Whether a class is made of a script. */
    public static boolean isOf(ClassNode type) {
        return type.isScript() || type.isDerivedFrom(ClassHelper.make(DialplanScript.class));
    }

    /** Leads a visitor through all of it, if it is a script's. */
    static void visit(ClassNode type, GroovyCodeVisitor visitor) {
        if (!isOf(type)) return;
        for (MethodNode method : List.copyOf(type.getMethods()))
            if (method.getCode() != null) method.getCode().visit(visitor);
    }
}
