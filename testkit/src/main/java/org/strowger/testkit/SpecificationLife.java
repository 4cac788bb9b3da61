package org.strowger.testkit;

import org.spockframework.runtime.extension.IGlobalExtension;
import org.spockframework.runtime.extension.IMethodInterceptor;
import org.spockframework.runtime.extension.IMethodInvocation;
import org.spockframework.runtime.model.FeatureInfo;
import org.spockframework.runtime.model.SpecInfo;

/**
 * Closes the switch behind each feature of a {@link DialplanSpecification}, and shows the ladder where one fails. Found
 * by Spock as a service.
 */
public final class SpecificationLife implements IGlobalExtension {

    /** For Spock. */
    public SpecificationLife() {}

    @Override
    public void visitSpec(SpecInfo spec) {
        if (!DialplanSpecification.class.isAssignableFrom(spec.getReflection())) return;
        for (FeatureInfo feature : spec.getAllFeatures()) {
            feature.addIterationInterceptor(closing());
            feature.getFeatureMethod().addInterceptor(showing());
        }
    }

    private static IMethodInterceptor closing() {
        return invocation -> {
            try {
                invocation.proceed();
            } finally {
                specification(invocation).closeSwitch();
            }
        };
    }

    private static IMethodInterceptor showing() {
        return invocation -> {
            try {
                invocation.proceed();
            } catch (Throwable failure) {
                LadderOfMessages.addTo(failure, specification(invocation).ladderSoFar());
                throw failure;
            }
        };
    }

    private static DialplanSpecification specification(IMethodInvocation invocation) {
        return (DialplanSpecification) invocation.getInstance();
    }
}
