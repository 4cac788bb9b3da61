package org.strowger.dialplan.script;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** What the source of a class says, and its class file doesn't: comments, and the names of parameters. */
final class Source {

    private static final Path MAIN = Path.of("src/main/java");
    private static final Pattern CODE =
            Pattern.compile("\\{@(?:code|link(?:plain)?)\\s+([^{}]*(?:\\{[^{}]*}[^{}]*)*)}");
    private static final Map<Class<?>, Source> READ = new HashMap<>();

    private record Declared(List<String> parameters, String comment) {}

    private final Map<String, Declared> methods = new HashMap<>();
    private final Map<String, String> classes = new HashMap<>();

    private Source(Class<?> outermost) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        Path file = MAIN.resolve(outermost.getName().replace('.', '/') + ".java");
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask)
                    compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(file));
            DocTrees comments = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) new Reader(comments).scan(unit, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Source of(Class<?> type) {
        Class<?> outermost = type;
        while (outermost.getEnclosingClass() != null) outermost = outermost.getEnclosingClass();
        return READ.computeIfAbsent(outermost, Source::new);
    }

    /** The comment of a class of this module, as Markdown. */
    static String comment(Class<?> type) {
        return markdown(of(type).classes.getOrDefault(type.getSimpleName(), ""));
    }

    /** The comment of a method, as it is written, without the stars. */
    static String comment(Method method) {
        return of(method.getDeclaringClass()).declared(method).comment();
    }

    /** The names of a method's parameters. */
    static List<String> parameters(Method method) {
        return of(method.getDeclaringClass()).declared(method).parameters();
    }

    /** One paragraph of a comment as Markdown. */
    static String markdown(String comment) {
        String text = comment.strip().replaceAll("\\s+", " ");
        return CODE.matcher(text)
                .replaceAll(found ->
                        "`" + found.group(1).strip().replace("\\", "\\\\").replace("$", "\\$") + "`");
    }

    private Declared declared(Method method) {
        return Optional.ofNullable(methods.get(key(
                        method.getDeclaringClass().getSimpleName(),
                        method.getName(),
                        Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName))))
                .orElseThrow(() -> new IllegalStateException("not found in its source: " + method));
    }

    private static String key(String type, String method, Stream<String> parameters) {
        return type + "." + method + parameters.collect(Collectors.joining(",", "(", ")"));
    }

    private final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final DocTrees comments;

        Reader(DocTrees comments) {
            this.comments = comments;
        }

        private String comment() {
            return Optional.ofNullable(comments.getDocComment(getCurrentPath())).orElse("");
        }

        @Override
        public @Nullable Void visitClass(ClassTree node, @Nullable Void nothing) {
            classes.put(node.getSimpleName().toString(), comment());
            return super.visitClass(node, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree node, @Nullable Void nothing) {
            TreePath parent = getCurrentPath().getParentPath();
            String type = ((ClassTree) parent.getLeaf()).getSimpleName().toString();
            var parameters = node.getParameters();
            methods.put(
                    key(type, node.getName().toString(), parameters.stream().map(Reader::erased)),
                    new Declared(
                            parameters.stream()
                                    .map(each -> each.getName().toString())
                                    .toList(),
                            comment()));
            return null;
        }

        private static String erased(VariableTree parameter) {
            Tree type = parameter.getType();
            return type.toString().replaceAll("<.*>", "").replace("...", "[]").replaceFirst("^.*\\.", "");
        }
    }
}
