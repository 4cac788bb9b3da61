package org.strowger.call.charging;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.strowger.call.core.IncomingRequest;
import org.strowger.call.event.CallEvent;
import org.strowger.call.event.Happening;
import org.strowger.call.record.ChargingRecord;
import org.strowger.call.record.Q850;
import org.strowger.call.record.RecordSink;

/**
 * The charging records of one loop's calls, from their beginning until call and program are over: the program may
 * charge the call, and write fields of its own, behind its end. Runs on the loop.
 */
public final class LoopRecords {

    private static final String NOT_ADMITTED = "NotAdmitted";

    private final RecordSink sink;
    private final InstantSource time;
    private final Supplier<String> ids;
    private final Map<String, RecordDraft> drafts = new HashMap<>();

    /** @param ids for what never becomes a call, and has none */
    public LoopRecords(RecordSink sink, InstantSource time, Supplier<String> ids) {
        this.sink = sink;
        this.time = time;
        this.ids = ids;
    }

    private boolean isOff() {
        return sink == RecordSink.NONE;
    }

    /**
     * A call begins.
     *
     * @param callId of its caller's leg
     * @param parent the call that dialled it
     */
    public void begins(String call, IncomingRequest request, String callId, Optional<String> parent) {
        if (isOff()) return;
        Instant now = time.instant();
        var origin = new ChargingRecord.Origin(
                request.caller().number(),
                request.number(),
                request.caller().account(),
                request.trunk(),
                place(request.source().toString()),
                parent);
        drafts.put(call, new RecordDraft(id(now, call), call, origin, request.context(), callId, now));
    }

    /** The caller has proved in the midst of the call to be this account. */
    public void proved(String call, String account) {
        RecordDraft draft = drafts.get(call);
        if (draft != null) draft.proved(account);
    }

    /** A leg is called: of this account, or by this trunk. */
    public void legBegins(String call, String leg, Optional<String> account, Optional<String> trunk) {
        RecordDraft draft = drafts.get(call);
        if (draft != null) draft.legBegins(leg, account, trunk, time.instant());
    }

    /** The program writes a field of its own; null takes it away. */
    public void field(String call, String name, Optional<Object> value) {
        RecordDraft draft = drafts.get(call);
        if (draft != null) draft.field(name, value);
    }

    /** Something has happened to a call. */
    public void heard(Happening what) {
        if (isOff()) return;
        if (what instanceof CallEvent.CallRefused refused) sink.take(refused(refused));
        RecordDraft draft = drafts.get(what.call());
        if (draft != null) draft.heard(what, time.instant());
    }

    /** Call and program are over: the record is whole. */
    public void closes(String call) {
        RecordDraft draft = drafts.remove(call);
        if (draft != null && !draft.isChallenge()) sink.take(draft.record(time.instant()));
    }

    /** It never was one, and takes no time. */
    private ChargingRecord refused(CallEvent.CallRefused what) {
        Instant now = time.instant();
        return new ChargingRecord(
                id(now, ids.get()),
                "",
                new ChargingRecord.Origin(
                        what.from(),
                        what.number(),
                        Optional.empty(),
                        Optional.empty(),
                        place(what.source()),
                        Optional.empty()),
                new ChargingRecord.Times(now, Optional.empty(), Optional.empty(), now, Duration.ZERO, Duration.ZERO),
                new ChargingRecord.Routing("", "", 0),
                new ChargingRecord.Outcome(
                        NOT_ADMITTED,
                        what.why(),
                        what.status(),
                        Q850.of(what.status()),
                        ChargingRecord.HungUpBy.SWITCH),
                List.of(),
                0,
                List.of(),
                Map.of());
    }

    /** Without the slash before an address that nobody has named. */
    private static String place(String address) {
        return address.substring(address.indexOf('/') + 1);
    }

    /** Milliseconds in hexadecimal, of one length until the year 10889, before 64 random bits. */
    private static String id(Instant start, String random) {
        String millis = Long.toHexString(start.toEpochMilli());
        return "000000000000".substring(Math.min(12, millis.length())) + millis + "-" + random;
    }
}
