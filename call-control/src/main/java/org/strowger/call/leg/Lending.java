package org.strowger.call.leg;

/** That a leg is lent to another call. */
public interface Lending {

    /** The call that has it now. Safe on any thread. */
    LegContext borrower();

    /** The leg there, which has been taken. On the borrower's loop. */
    CallLeg guest();
}
