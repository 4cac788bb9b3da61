package org.strowger.configuration;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.strowger.configuration.Configuration.Place;
import org.strowger.directory.CallGroup;
import org.strowger.directory.CallQueue;
import org.strowger.directory.ResourceList;

/** Reads groups, queues and lists. What is wrong goes to the problems. */
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
        for (CallGroup.Member member : members) known(member.user(), keys, PartySchema.Groups.MEMBERS);
        return new CallGroup(name, members, keys.one(strategy), keys.one(PartySchema.Groups.MEMBER_TIMEOUT));
    }

    private void known(String account, KeyReader keys, Key<?> where) {
        if (!accounts.contains(account))
            problems.add(
                    keys.place(where), "there is no account '" + account + "'; " + Suggestion.among(accounts, account));
    }

    Map<String, ResourceList> lists() {
        Map<String, ResourceList> lists = new LinkedHashMap<>();
        top.named(SubscriptionSchema.Lists.SECTION).forEach((name, keys) -> lists.put(name, list(name, keys)));
        return lists;
    }

    private ResourceList list(String name, KeyReader keys) {
        if (accounts.contains(name))
            problems.add(keys.place(), "there is an account '" + name + "' too; give the list a name of its own");
        List<String> members = keys.list(SubscriptionSchema.Lists.MEMBERS);
        Place where = keys.place(SubscriptionSchema.Lists.MEMBERS);
        if (members.isEmpty()) problems.add(keys.place(), "needs 'members', one account or more");
        if (members.size() > ResourceList.MOST_MEMBERS)
            problems.add(
                    where,
                    members.size() + " members are more than " + ResourceList.MOST_MEMBERS + "; make two lists of it");
        Set<String> seen = new HashSet<>();
        for (String member : members) {
            known(member, keys, SubscriptionSchema.Lists.MEMBERS);
            if (!seen.add(member)) problems.add(where, "'" + member + "' is written twice");
        }
        return new ResourceList(name, members);
    }
}
