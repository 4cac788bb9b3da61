package org.strowger.dialplan.script;

/** A script leaves its route's body for the route that takes another number. Its own thread catches it. */
public final class GoneTo extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String number;

    GoneTo(String number) {
        super("goTo '" + number + "' stands where no route's body can be left", null, false, false);
        this.number = number;
    }

    /** The number that the call goes on with. */
    public String number() {
        return number;
    }
}
