package org.strowger.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link DialplanTest} does. */
public final class DialplanExtension implements ParameterResolver, TestExecutionExceptionHandler {

    private static final Namespace OURS = Namespace.create(DialplanExtension.class);

    /** For JUnit. */
    public DialplanExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestSwitch.class;
    }

    // JUnit closes what its store holds when the test is over.
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(OURS).computeIfAbsent(TestSwitch.class, _ -> made(context), TestSwitch.class);
    }

    private static TestSwitch made(ExtensionContext context) {
        Path plan = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), DialplanTest.class)
                .map(annotation -> Path.of(annotation.value()))
                .orElseThrow(() ->
                        new IllegalStateException("say which plan is tested: @DialplanTest(\"dialplan.groovy\")"));
        if (Files.isDirectory(plan)) return new TestSwitch(plan).dialplan();
        Path directory = Optional.ofNullable(plan.getParent()).orElse(Path.of(""));
        return new TestSwitch(directory).dialplan(plan.getFileName().toString());
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        @Nullable TestSwitch used = context.getStore(OURS).get(TestSwitch.class, TestSwitch.class);
        if (used != null) LadderOfMessages.addTo(failure, used.ladder());
        throw failure;
    }
}
