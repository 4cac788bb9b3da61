package org.strowger.call.subscription;

import java.util.List;
import java.util.Optional;
import org.strowger.directory.ResourceList;

/**
 * What a SUBSCRIBE is for.
 *
 * @param name of the account, or of the list
 * @param list of accounts; empty for an account
 * @param subscriber the account that has sent it
 * @param address that it came from
 */
record Asked(EventPackage event, String name, Optional<ResourceList> list, String subscriber, String address) {

    /** The accounts that it is about. */
    List<String> accounts() {
        return list.map(ResourceList::members).orElseGet(() -> List.of(name));
    }

    /** What has to be watched for it. */
    List<Topic> topics() {
        return accounts().stream().map(account -> new Topic(event, account)).toList();
    }
}
