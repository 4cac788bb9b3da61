package org.strowger.softswitch;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.strowger.directory.Account;
import org.strowger.directory.CallGroup;
import org.strowger.directory.CallQueue;
import org.strowger.directory.Directory;
import org.strowger.directory.ResourceList;
import org.strowger.directory.Trunk;

/** Who is known now: all who ask it are told by the directory in force, which is another after a reload. Any thread. */
final class LiveDirectory implements Directory {

    private volatile Directory inForce; // written by whoever reloads, one at a time

    LiveDirectory(Directory first) {
        this.inForce = first;
    }

    /** From now on this one answers. */
    void become(Directory other) {
        inForce = other;
    }

    @Override
    public Set<String> domains() {
        return inForce.domains();
    }

    @Override
    public Optional<Account> account(String user) {
        return inForce.account(user);
    }

    @Override
    public Optional<Trunk> trunk(String name) {
        return inForce.trunk(name);
    }

    @Override
    public Map<String, String> contexts() {
        return inForce.contexts();
    }

    @Override
    public Map<String, CallGroup> groups() {
        return inForce.groups();
    }

    @Override
    public Map<String, CallQueue> queues() {
        return inForce.queues();
    }

    @Override
    public Map<String, ResourceList> lists() {
        return inForce.lists();
    }

    @Override
    public Optional<Trunk> trunkAt(InetAddress source) {
        return inForce.trunkAt(source);
    }

    @Override
    public List<Trunk> trunksAt(InetAddress source) {
        return inForce.trunksAt(source);
    }
}
