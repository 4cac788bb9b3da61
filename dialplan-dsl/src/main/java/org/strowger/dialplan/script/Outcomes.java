package org.strowger.dialplan.script;

import java.util.List;
import org.strowger.agent.AgentOutcome;
import org.strowger.call.ConferenceOutcome;
import org.strowger.call.DialOutcome;
import org.strowger.call.EndCause;
import org.strowger.dialplan.fraud.FraudOutcome;
import org.strowger.dialplan.limit.LimitOutcome;
import org.strowger.dialplan.lookup.LookupOutcome;

/** The closed sets that a script may switch over; their members are words of the language. */
public final class Outcomes {

    public static final List<Class<?>> ALL = List.of(
            DialOutcome.class,
            EndCause.class,
            LookupOutcome.class,
            ConferenceOutcome.class,
            AgentOutcome.class,
            LimitOutcome.class,
            FraudOutcome.class);

    private Outcomes() {}
}
