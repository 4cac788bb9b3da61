package org.strowger.dialplan.limit;

import java.util.List;

/**
 * Limits at one moment.
 *
 * @param places that calls have, under all names
 * @param refusedCalls since the start, since there were as many calls as there might be
 * @param refusedRate since the start, since too many had begun within a second
 * @param byName those that have calls or were used last, by name
 */
public record LimitFigures(long places, long refusedCalls, long refusedRate, List<Named> byName) {

    /** No limit was used. */
    public static final LimitFigures NONE = new LimitFigures(0, 0, 0, List.of());

    /** Copies. */
    public LimitFigures {
        byName = List.copyOf(byName);
    }

    /**
     * The limit of one name.
     *
     * @param calls that have a place
     * @param refusedCalls for as long as the name is remembered, as {@link LimitFigures#refusedCalls}
     * @param refusedRate for as long as the name is remembered, as {@link LimitFigures#refusedRate}
     */
    public record Named(String name, int calls, long refusedCalls, long refusedRate) {}
}
