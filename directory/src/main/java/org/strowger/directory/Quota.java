package org.strowger.directory;

/**
 * How many calls somebody may have.
 *
 * @param calls at once, 1 or more
 * @param perSecond begun in a second, 1 or more; a second's worth may come at once
 */
public record Quota(int calls, int perSecond) {

    /** More than anybody makes. */
    public static final Quota UNLIMITED = new Quota(Integer.MAX_VALUE, Integer.MAX_VALUE);

    public boolean isUnlimited() {
        return equals(UNLIMITED);
    }
}
