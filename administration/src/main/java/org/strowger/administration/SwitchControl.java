package org.strowger.administration;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.strowger.call.CallSnapshot;
import org.strowger.call.CallStory;
import org.strowger.call.RoomSnapshot;
import org.strowger.call.event.DeviceState;
import org.strowger.dialplan.LoadResult;
import org.strowger.directory.Binding;
import org.strowger.directory.liveness.Reachability;
import org.strowger.sip.source.SourceSnapshot;
import org.strowger.sip.transport.Listener;

/**
 * A running switch as those see it who run it: what it is, what it does just now, and what it can be told. All of it
 * may be asked on any thread, and only {@link #reload} blocks: what belongs to the loops comes when they have answered.
 */
public interface SwitchControl {

    /** Whether new calls are taken. */
    enum State {
        READY,
        /** Running calls end in their time. */
        DRAINING
    }

    /** Which version of the switch it is, such as {@code 0.1.0}. */
    String version();

    /** Whether new calls are taken. */
    State state();

    /** When it was started. */
    Instant started();

    /** Where it listens for SIP, with the ports that the kernel gave where 0 was asked for. */
    List<Listener> listeners();

    /** How packets are moved. */
    String mediaBackend();

    /** The routes of the dialplan in force, with their places. */
    List<String> routes();

    /** Figures of the moment. */
    Figures figures();

    /** The calls that run. */
    CompletionStage<List<CallSnapshot>> calls();

    /** What the machines of a call did, by its id: of one that runs, or is over since not so long; empty for others. */
    CompletionStage<Optional<CallStory>> story(String call);

    /** The conference rooms that stand open. */
    CompletionStage<List<RoomSnapshot>> rooms();

    /** Who is registered, by address of record. */
    Map<String, List<Binding>> bindings();

    /** What is known of a contact that is asked whether it is there; empty for others. */
    Optional<Reachability> reachability(String aor, Binding contact);

    /** What the phones of accounts do, by name: of all that are not offline. */
    Map<String, DeviceState> devices();

    /** What the phones of an account do; empty if there is no such account. */
    Optional<DeviceState> device(String account);

    /** How the trunks stand that register or are probed. */
    TrunkReport trunks();

    /** Who sends, and who is banned: those first, then those of whom most was dropped. */
    List<SourceSnapshot> sources();

    /** Lets an address send again. False if it was not banned. */
    boolean unban(InetAddress address);

    /** Loads the dialplan again, and waits for it. If it doesn't load, the one in force stays. */
    LoadResult reload();

    /** From now on new calls are refused; completes when the last one is over. */
    CompletionStage<Void> drain();
}
