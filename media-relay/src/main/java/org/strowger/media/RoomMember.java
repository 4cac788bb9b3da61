package org.strowger.media;

/** Somebody in a {@link MediaRoom}. Safe on any thread. */
public interface RoomMember extends AutoCloseable {

    /** What a member takes part in. */
    enum Part {
        /** Is heard and hears. */
        FULL,
        /** Hears only: a listener, or somebody who is muted. Costs no decoder, and no encoder of its own. */
        HEARS,
        /** Is heard only. */
        TALKS;

        public boolean isHeard() {
            return this != HEARS;
        }

        public boolean hears() {
            return this != TALKS;
        }
    }

    /** Who sets how loud a member is to the others. */
    enum Gain {
        /** {@link #volume} alone. */
        FIXED,
        /** The switch brings all to one level, within 12 dB, beside {@link #volume}. */
        AUTOMATIC
    }

    /** Changes what it takes part in. */
    void part(Part part);

    /** How much louder the others are to hear it, -40 to 20 dB. */
    void volume(double decibels);

    /** Says who sets how loud it is to the others. */
    void gain(Gain gain);

    /** Leaves. */
    @Override
    void close();
}
