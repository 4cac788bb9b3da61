package org.strowger.cli;

import java.util.List;

/** What has become of a recorded call when it was asked again. */
sealed interface Replayed {

    /** It goes where it went. */
    record Stays() implements Replayed {}

    /**
     * It goes elsewhere.
     *
     * @param was the label of the route or policy that took it
     * @param now that of the one that takes it
     * @param wasDialled whom the same route would have dialled, in words; empty where the routes differ
     * @param nowDialled whom it dials
     */
    record Moved(String was, String now, List<String> wasDialled, List<String> nowDialled) implements Replayed {

        /** Another route takes it. */
        Moved(String was, String now) {
            this(was, now, List.of(), List.of());
        }
    }

    /** The record doesn't tell what decides. */
    record Unknown(String why) implements Replayed {}

    /** It was not asked: no plan had to do with it, or it is no record. */
    record LeftOut(String why) implements Replayed {}
}
