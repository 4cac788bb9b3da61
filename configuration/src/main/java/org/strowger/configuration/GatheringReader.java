package org.strowger.configuration;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.strowger.directory.CallGroup;
import org.strowger.directory.CallQueue;

/** Reads groups and queues. What is wrong goes to the problems. */
final class GatheringReader {

    private final KeyReader top;
    private final Problems problems;
    private final List<String> accounts;

    GatheringReader(KeyReader top, Problems problems) {
        this.top = top;
        this.problems = problems;
        this.accounts = List.copyOf(top.names(PartySchema.Accounts.SECTION));
    }

    Map<String, CallGroup> groups() {
        Map<String, CallGroup> groups = new LinkedHashMap<>();
        top.named(PartySchema.Groups.SECTION)
                .forEach((name, keys) -> groups.put(name, group(name, keys, PartySchema.Groups.STRATEGY)));
        return groups;
    }

    Map<String, CallQueue> queues() {
        Map<String, CallQueue> queues = new LinkedHashMap<>();
        top.named(PartySchema.Queues.SECTION).forEach((name, keys) -> queues.put(name, queue(name, keys)));
        return queues;
    }

    private CallQueue queue(String name, KeyReader keys) {
        return new CallQueue(
                group(name, keys, PartySchema.Queues.STRATEGY),
                keys.one(PartySchema.Queues.WRAP_UP),
                keys.<Duration>maybe(PartySchema.Queues.MAX_WAIT),
                keys.maybe(PartySchema.Queues.OVERFLOW),
                keys.one(PartySchema.Queues.CAPACITY),
                keys.list(PartySchema.Queues.MUSIC),
                keys.list(PartySchema.Queues.ANNOUNCEMENT),
                keys.maybe(PartySchema.Queues.ANNOUNCE_EVERY));
    }

    private CallGroup group(String name, KeyReader keys, Key<CallGroup.Strategy> strategy) {
        List<CallGroup.Member> members = keys.list(PartySchema.Groups.MEMBERS);
        if (members.isEmpty()) problems.add(keys.place(), "needs 'members', one account or more");
        for (CallGroup.Member member : members)
            if (!accounts.contains(member.user()))
                problems.add(
                        keys.place(PartySchema.Groups.MEMBERS),
                        "there is no account '" + member.user() + "'; " + Suggestion.among(accounts, member.user()));
        return new CallGroup(name, members, keys.one(strategy), keys.one(PartySchema.Groups.MEMBER_TIMEOUT));
    }
}
