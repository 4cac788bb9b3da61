package org.strowger.dialplan.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.MethodPointerExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.CaseStatement;
import org.codehaus.groovy.ast.stmt.EmptyStatement;
import org.codehaus.groovy.ast.stmt.IfStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.ast.stmt.SwitchStatement;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.transform.stc.StaticTypesMarker;
import org.jspecify.annotations.Nullable;
import org.strowger.dialplan.literal.Course;
import org.strowger.dialplan.literal.Literal;
import org.strowger.dialplan.option.Durations;
import org.strowger.dialplan.option.Target;
import org.strowger.dialplan.route.Outline;
import org.strowger.dialplan.route.Outline.Branch;
import org.strowger.dialplan.route.Outline.Step;
import org.strowger.dialplan.route.PlanVerbs;
import org.strowger.dialplan.text.Span;

/** Reads from a script whose types are known what each of its routes does. One use. */
public final class OutlineReader extends ClassCodeVisitorSupport {

    private static final Set<String> ONWARD = Words.verbs(Course.Kind.ONWARD);

    private final Findings findings;
    private final Deque<List<Step>> into = new ArrayDeque<>();
    private final Deque<MethodNode> inlined = new ArrayDeque<>();
    private final Map<String, Expression> variables = new HashMap<>();
    private @Nullable ClassNode script;

    public OutlineReader(Findings findings) {
        this.findings = findings;
    }

    public void read(ClassNode type) {
        if (!ScriptCode.isOf(type)) return;
        script = type;
        var run = type.getMethod("run", org.codehaus.groovy.ast.Parameter.EMPTY_ARRAY);
        if (run != null && run.getCode() != null) steps(() -> run.getCode().visit(this));
    }

    private List<Step> steps(Runnable visit) {
        into.push(new ArrayList<>());
        visit.run();
        return into.pop();
    }

    private void add(Step step) {
        into.element().add(step);
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        MethodNode target = call.getNodeMetaData(StaticTypesMarker.DIRECT_METHOD_CALL_TARGET);
        if (target == null) {
            super.visitMethodCallExpression(call);
            return;
        }
        String face = target.getDeclaringClass().getName();
        if (face.equals(PlanVerbs.class.getName())) planWord(call);
        else if (target.getDeclaringClass().equals(script)) inline(target);
        else if (isVerb(target)) verb(call, target);
        else super.visitMethodCallExpression(call);
    }

    private void planWord(MethodCallExpression call) {
        String word = String.valueOf(call.getMethodAsString());
        if (!word.equals("route") && !word.equals("emergency")) {
            super.visitMethodCallExpression(call);
            return;
        }
        var steps = steps(() -> handler(call)
                .ifPresentOrElse(
                        this::inline,
                        () -> body(call).ifPresent(body -> body.getCode().visit(this))));
        findings.outline(new Outline(call.getLineNumber(), call.getLastLineNumber(), steps));
    }

    private static Optional<ClosureExpression> body(MethodCallExpression call) {
        return arguments(call).stream()
                .filter(ClosureExpression.class::isInstance)
                .map(ClosureExpression.class::cast)
                .reduce((_, last) -> last);
    }

    /** The method of {@code to: this.&method}. */
    private Optional<MethodNode> handler(MethodCallExpression call) {
        return Literal.options(arguments(call)).stream()
                .filter(option -> option.getKeyExpression().getText().equals("to"))
                .map(option -> option.getValueExpression())
                .filter(MethodPointerExpression.class::isInstance)
                .map(pointer ->
                        ((MethodPointerExpression) pointer).getMethodName().getText())
                .flatMap(name -> script == null ? java.util.stream.Stream.empty() : script.getMethods(name).stream())
                .findFirst();
    }

    private void inline(MethodNode method) {
        if (inlined.contains(method) || method.getCode() == null) return;
        inlined.push(method);
        method.getCode().visit(this);
        inlined.pop();
    }

    private static boolean isVerb(MethodNode target) {
        String type = target.getDeclaringClass().getName();
        boolean ours = Words.isOurs(type);
        boolean makesTarget = target.getReturnType().equals(ClassHelper.make(Target.class))
                || target.getReturnType().implementsInterface(ClassHelper.make(Target.class));
        return ours
                && !makesTarget
                && !target.getName().startsWith("get")
                && !target.getName().startsWith("is")
                && !target.getName().equals("group")
                && !type.equals(Durations.class.getName());
    }

    private void verb(MethodCallExpression call, MethodNode target) {
        if (!call.isImplicitThis()) call.getObjectExpression().visit(this);
        var branches = new ArrayList<Branch>();
        for (Expression argument : arguments(call)) {
            if (argument instanceof ClosureExpression closure)
                branches.add(new Branch("", steps(() -> closure.getCode().visit(this))));
            else argument.visit(this);
        }
        String text = text(call, target);
        if (!branches.isEmpty()) add(new Outline.Choice(text, branches));
        else if (ONWARD.contains(target.getName())) add(new Outline.Dial(findings.span(call), text, aims(call)));
        else add(new Outline.Act(text));
    }

    private List<Outline.Aim> aims(MethodCallExpression call) {
        var reader = new AimReader(findings, variables);
        return arguments(call).stream()
                .filter(argument -> !(argument instanceof MapExpression))
                .flatMap(argument -> reader.aims(argument).stream())
                .toList();
    }

    /** As it is written, but for closures and for what stands before it in a chain. */
    private String text(MethodCallExpression call, MethodNode target) {
        String written = written(call);
        int from = Math.max(written.indexOf(target.getName()), 0);
        int brace = written.indexOf('{');
        return shortened(
                written.substring(from, brace > from ? brace : written.length()).strip());
    }

    private String written(Expression expression) {
        return findings.text()
                .written(new Span(
                        expression.getLineNumber(),
                        expression.getColumnNumber(),
                        expression.getLastLineNumber(),
                        expression.getLastColumnNumber()));
    }

    private static String shortened(String text) {
        return text.length() <= 72 ? text : text.substring(0, 71) + "…";
    }

    @Override
    public void visitDeclarationExpression(DeclarationExpression declaration) {
        if (declaration.getLeftExpression() instanceof VariableExpression variable)
            variables.put(variable.getName(), declaration.getRightExpression());
        super.visitDeclarationExpression(declaration);
    }

    @Override
    public void visitIfElse(IfStatement decision) {
        decision.getBooleanExpression().visit(this);
        var yes = steps(() -> decision.getIfBlock().visit(this));
        var no = steps(() -> decision.getElseBlock().visit(this));
        if (yes.isEmpty() && no.isEmpty()) return;
        String about = shortened(written(decision.getBooleanExpression().getExpression()));
        add(new Outline.Choice(about, List.of(new Branch("yes", yes), new Branch("no", no))));
    }

    @Override
    public void visitSwitch(SwitchStatement decision) {
        decision.getExpression().visit(this);
        var branches = new ArrayList<Branch>();
        var labels = new ArrayList<String>();
        for (CaseStatement one : decision.getCaseStatements()) {
            labels.add(written(one.getExpression()));
            if (one.getCode() instanceof EmptyStatement) continue;
            branches.add(branch(String.join(", ", labels), one.getCode()));
            labels.clear();
        }
        if (!(decision.getDefaultStatement() instanceof EmptyStatement))
            branches.add(branch("otherwise", decision.getDefaultStatement()));
        add(new Outline.Choice(shortened(written(subject(decision))), branches));
    }

    /** A switch with arrows is compiled as one over a variable that holds what it is about. */
    private Expression subject(SwitchStatement decision) {
        var written = decision.getExpression();
        return written.getLineNumber() < 1 && written instanceof VariableExpression variable
                ? variables.getOrDefault(variable.getName(), written)
                : written;
    }

    private Branch branch(String label, Statement code) {
        return new Branch(label, steps(() -> code.visit(this)));
    }

    private static List<Expression> arguments(MethodCallExpression call) {
        return call.getArguments() instanceof TupleExpression tuple ? tuple.getExpressions() : List.of();
    }

    @Override
    protected @Nullable SourceUnit getSourceUnit() {
        return null;
    }
}
