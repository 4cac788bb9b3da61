package org.strowger.testkit.phone;

import java.time.Duration;

/** What a phone does when it is called. */
public sealed interface PhoneReaction {

    /** Rings, until told otherwise. */
    record Rings() implements PhoneReaction {}

    /** Rings for so long, and answers. */
    record Answers(Duration after) implements PhoneReaction {}

    /** Refuses with this status. */
    record Refuses(int status) implements PhoneReaction {}

    /** Sends callers to this URI, by 302. */
    record Redirects(String uri) implements PhoneReaction {}

    /** Says nothing but 100. */
    record Ignores() implements PhoneReaction {}
}
