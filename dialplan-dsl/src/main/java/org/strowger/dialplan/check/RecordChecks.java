package org.strowger.dialplan.check;

import java.util.Set;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.syntax.Types;
import org.codehaus.groovy.transform.stc.StaticTypesMarker;
import org.jspecify.annotations.Nullable;
import org.strowger.dialplan.script.RecordFields;
import org.strowger.dialplan.text.ProblemCode;

/**
 * Looks at what a plan writes into charging records, {@code record.customer = …}: names and kinds, as far as its text
 * tells them. What is computed is looked at in the call.
 */
public final class RecordChecks extends ClassCodeVisitorSupport {

    private static final ClassNode FIELDS = ClassHelper.make(RecordFields.class);

    /** Which a field may be; an Object may be one of them. */
    private static final Set<String> KINDS = Set.of(
            "java.lang.Object",
            "java.lang.String",
            "java.lang.CharSequence",
            "groovy.lang.GString",
            "java.lang.Boolean",
            "java.lang.Number",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Short",
            "java.lang.Byte",
            "java.lang.Float",
            "java.lang.Double",
            "java.math.BigInteger",
            "java.math.BigDecimal",
            "java.util.Optional");

    private final Findings findings;

    public RecordChecks(Findings findings) {
        this.findings = findings;
    }

    public void check(ClassNode type) {
        ScriptCode.visit(type, this);
    }

    @Override
    public void visitBinaryExpression(BinaryExpression expression) {
        if (Types.isAssignment(expression.getOperation().getType())
                && expression.getLeftExpression() instanceof PropertyExpression field
                && type(field.getObjectExpression()).equals(FIELDS)) look(field, expression.getRightExpression());
        super.visitBinaryExpression(expression);
    }

    private void look(PropertyExpression field, Expression value) {
        String name = field.getPropertyAsString();
        if (name != null && !RecordFields.isName(name))
            findings.problem(
                    field.getProperty(),
                    ProblemCode.BAD_VALUE,
                    "'" + name + "' is no name of a field",
                    RecordFields.rule());
        ClassNode kind = ClassHelper.getWrapper(type(value));
        boolean nothing = value instanceof ConstantExpression constant && constant.isNullExpression();
        if (!nothing && !KINDS.contains(kind.getName()))
            findings.problem(
                    value,
                    ProblemCode.WRONG_TYPE,
                    "a field of the charging record is " + RecordFields.kinds() + ", not "
                            + kind.getNameWithoutPackage(),
                    "write its text, as record." + name + " = \"${…}\"");
    }

    private static ClassNode type(Expression expression) {
        ClassNode inferred = expression.getNodeMetaData(StaticTypesMarker.INFERRED_TYPE);
        return inferred == null ? expression.getType() : inferred;
    }

    @Override
    protected @Nullable SourceUnit getSourceUnit() {
        return null;
    }
}
