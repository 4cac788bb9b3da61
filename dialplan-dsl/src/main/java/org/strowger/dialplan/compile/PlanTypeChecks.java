package org.strowger.dialplan.compile;

import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.transform.stc.StaticTypeCheckingVisitor;
import org.codehaus.groovy.transform.stc.TypeCheckingExtension;
import org.strowger.dialplan.check.ComparisonChecks;
import org.strowger.dialplan.check.FlowChecks;
import org.strowger.dialplan.check.MenuChecks;
import org.strowger.dialplan.check.OutlineReader;
import org.strowger.dialplan.check.PlanChecks;
import org.strowger.dialplan.check.RecordChecks;
import org.strowger.dialplan.check.RouteChecks;
import org.strowger.dialplan.check.StaticPlans;
import org.strowger.dialplan.check.TableChecks;

/**
 * Puts our checks where the compiler has just found out all types. Public because Groovy makes it by its name; of no
 * use elsewhere.
 */
public final class PlanTypeChecks extends TypeCheckingExtension {

    private final PlanConfiguration configuration;

    /** For the compiler. */
    public PlanTypeChecks(StaticTypeCheckingVisitor visitor) {
        super(visitor);
        if (!(visitor.getTypeCheckingContext().getSource().getConfiguration() instanceof PlanConfiguration plan)) {
            throw new IllegalStateException("compiled by other means than a DialplanLoader");
        }
        this.configuration = plan;
    }

    @Override
    public void afterVisitClass(ClassNode type) {
        new StaticPlans(configuration.findings()).check(type);
        new PlanChecks(configuration.findings(), configuration.facts()).check(type);
        new TableChecks(configuration.findings()).check(type);
        new RecordChecks(configuration.findings()).check(type);
        new RouteChecks(configuration.findings(), configuration.facts()).check(type);
        new ComparisonChecks(configuration.findings()).check(type);
        new MenuChecks(configuration.findings()).check(type);
        new FlowChecks(configuration.findings()).check(type);
        new OutlineReader(configuration.findings()).read(type);
    }
}
