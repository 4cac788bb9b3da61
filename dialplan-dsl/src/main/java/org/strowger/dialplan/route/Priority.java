package org.strowger.dialplan.route;

/** Where a route stands among the others. */
public enum Priority {
    /** In file order. */
    NORMAL,
    /** Before every other route, in every context; its calls are subject to no limit and no authentication. */
    EMERGENCY
}
