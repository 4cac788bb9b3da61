package org.strowger.dialplan.script;

import groovy.lang.Closure;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.strowger.call.Call;
import org.strowger.call.Call.CallRequest;
import org.strowger.call.Caller;
import org.strowger.call.DialOutcome;
import org.strowger.call.EndCause;
import org.strowger.call.OfferedChange;
import org.strowger.call.event.ProgramEvent;
import org.strowger.dialplan.billing.Meters;
import org.strowger.dialplan.limit.Bounds;
import org.strowger.dialplan.limit.LimitOutcome;
import org.strowger.dialplan.limit.Limits;
import org.strowger.dialplan.limit.Place;
import org.strowger.dialplan.lookup.DataServices;
import org.strowger.dialplan.number.Groups;
import org.strowger.statemachine.OneShot;

/**
 * A call that a script is run for: what its verbs need of it, and what it keeps from one to the next. Knows no verbs.
 * Lives on the call's thread.
 */
public final class ScriptedCall {

    /** The call that the thread runs a script for. */
    public static final ScopedValue<ScriptedCall> CURRENT = ScopedValue.newInstance();

    /** What the blocks of a script are run for: whose words they understand. */
    private Object speaker = this;

    private final CallRequest called;
    private String number;
    private final Caller caller;
    private final Request request;
    private final DataServices services;
    private final Meters meters = new Meters();
    private final List<Closure<?>> onAnswer = new ArrayList<>();
    private final List<Closure<?>> onEnd = new ArrayList<>();
    private final Store store = new Store();
    private final RecordFields recordFields = new RecordFields(this);
    private final Listening listening = new Listening(this);
    private Optional<Candidate> considered = Optional.empty();
    private String considering = "";
    private Groups groups = Groups.NONE;
    private @Nullable Call call; // none while guards decide
    private Optional<OfferedChange> offerAtHand = Optional.empty();
    private Consumer<DialOutcome> outcomes = _ -> {};
    private Optional<DialOutcome> last = Optional.empty();
    private boolean answered;
    private final Set<String> limited = new HashSet<>(0);
    private final OneShot end = new OneShot();
    private boolean lookupFailed;
    private Optional<Menu> offered = Optional.empty(); // by whose choice the script does what it does
    private boolean isDeciding; // guards are asked once more, by a call that goes on elsewhere
    private int blocks; // that run, one within the other: a callback's stands in that of the body

    public ScriptedCall(CallRequest called, String number, Caller caller, DataServices services) {
        this.called = called;
        this.number = number;
        this.caller = caller;
        this.services = services;
        this.request = new Request(called);
    }

    /** Guards have decided; verbs work from now on. */
    public void begin(Call begun) {
        call = begun;
    }

    /** From now on, blocks are run for this. */
    void speaksThrough(Object verbs) {
        speaker = verbs;
    }

    /** What the blocks of a script are run for. */
    Object speaker() {
        return speaker;
    }

    /** Runs a block of the plan for this call. */
    public @Nullable Object run(Closure<?> shared, Object... arguments) {
        blocks++;
        try {
            return Actions.run(shared, speaker, arguments);
        } finally {
            blocks--;
        }
    }

    /** A menu, within that by whose choice it is offered. */
    void menu(Consumer<Menu> offering) {
        Optional<Menu> around = offered;
        Menu menu = new Menu(this, around);
        offered = Optional.of(menu);
        try {
            offering.accept(menu);
        } finally {
            offered = around;
        }
    }

    /** Leaves the route's body for the route that takes this number. */
    void goTo(String wanted) {
        acting();
        // The verb that waits meanwhile would go on without its script.
        if (blocks > 1) throw new IllegalStateException("goTo leaves a route's body: it can't stand in a callback");
        throw new GoneTo(wanted);
    }

    /**
     * Goes on with another number, by whose guards it is decided as if it had been dialled.
     *
     * @param decision asks the guards
     */
    public <T> T goesOn(String wanted, Supplier<T> decision) {
        number = wanted;
        isDeciding = true;
        try {
            return decision.get();
        } finally {
            isDeciding = false;
        }
    }

    /** The number dialled. */
    public String number() {
        return number;
    }

    /** Who calls. */
    public Caller caller() {
        return call == null ? caller : call.caller();
    }

    /** The INVITE, as routes are chosen by it. */
    public CallRequest called() {
        return called;
    }

    /** The INVITE. */
    Request request() {
        return request;
    }

    /** The id for a line of the log; empty while guards decide. */
    String idSoFar() {
        return call == null ? "" : call.id();
    }

    /**
     * Told once a call, where nobody may look at the outcome: a failing database would write a line for each question
     * else.
     */
    void lookupFailed(String lookup, String why) {
        if (lookupFailed) return;
        lookupFailed = true;
        acting().publish(new ProgramEvent.LookupFailed(acting().id(), lookup, why));
    }

    /** A text for a line of the log, without what the caller answered to masked questions. */
    String withoutSecrets(String text) {
        return call == null ? text : call.withoutSecrets(text);
    }

    /**
     * A table that the plan declares.
     *
     * @throws IllegalArgumentException if it declares none of this name
     */
    LastingTable table(String name) {
        return new LastingTable(services.table(name));
    }

    /** The call, for a verb that does something. */
    Call acting() {
        if (call == null || isDeciding) {
            throw new IllegalStateException("a guard only decides: what acts on the call stands in the route's body");
        }
        return call;
    }

    /** Runs a part of the script for this call. */
    public void within(Runnable part) throws Exception {
        try {
            ScopedValue.where(CURRENT, this).run(part);
        } catch (RuntimeException thrown) {
            throw ScriptFaults.unwrapped(thrown);
        }
    }

    /** The call that this thread runs a script for. */
    public static ScriptedCall current() {
        if (CURRENT.isBound()) return CURRENT.get();
        throw new IllegalStateException(
                "there is no call here: verbs stand in a route's body, a callback, or a method that one of them calls");
    }

    /** The time of day on the switch's clock; while guards decide, when the call came. */
    Instant time() {
        return call == null ? called.receivedAt() : call.now();
    }

    DataServices services() {
        return services;
    }

    Meters meters() {
        return meters;
    }

    /** Charges the call, unless it is an emergency. */
    void bill(String tariff, Map<String, ?> options, Optional<Closure<?>> warning) {
        if (!isEmergency()) MeterReading.begin(this, tariff, options, warning);
    }

    /** Takes a place under a limit, which the call has until it is over; an emergency needs none. */
    LimitOutcome limit(String name, Bounds bounds) {
        Call owner = acting();
        if (isEmergency()) return new LimitOutcome.Within();
        Limits limits = services.limits();
        if (limited.contains(name)) return limits.again(name, bounds);
        List<Place> places = new ArrayList<>(1);
        LimitOutcome outcome = limits.take(name, bounds, time(), places::add);
        for (Place place : places) own(owner, place);
        if (outcome instanceof LimitOutcome.Within) limited.add(name);
        else owner.publish(new ProgramEvent.LimitReached(owner.id(), name, outcome.toString()));
        return outcome;
    }

    private static void own(Call owner, Place place) {
        try {
            owner.owns(place);
        } catch (RuntimeException over) { // it ended meanwhile, and may not have heard of it
            place.close();
            throw over;
        }
    }

    boolean isEmergency() {
        return considered.filter(Candidate::isEmergency).isPresent();
    }

    /** The trunk that it came from. */
    Optional<String> trunkFrom() {
        return called.trunk();
    }

    /** Of the table that the route was chosen by. */
    Map<String, String> row() {
        return considered
                .flatMap(Candidate::table)
                .map(table -> table.row(number))
                .orElse(Map.of());
    }

    Store store() {
        return store;
    }

    /** The plan's own fields of its charging record. */
    RecordFields recordFields() {
        return recordFields;
    }

    InetAddress sourceAddress() {
        return called.source().getAddress();
    }

    /** Whether it came from this trunk. */
    boolean isFrom(String trunk) {
        return called.trunk().filter(trunk::equals).isPresent();
    }

    /** Told of what dials come to. */
    public void onOutcome(Consumer<DialOutcome> listener) {
        outcomes = listener;
    }

    /** A dial is over. */
    DialOutcome dialled(DialOutcome outcome) {
        last = Optional.of(outcome);
        outcomes.accept(outcome);
        return outcome;
    }

    /** What the last dial came to. */
    public Optional<DialOutcome> lastOutcome() {
        return last;
    }

    /** What the script listens for. */
    public Listening listening() {
        return listening;
    }

    public String context() {
        return called.context();
    }

    Groups groups() {
        return groups;
    }

    /** A route whose criteria are met, before its guards are asked. */
    public void consider(Candidate candidate, Groups matched) {
        considered = Optional.of(candidate);
        considering = candidate.label();
        groups = matched;
    }

    /** What else decides, such as a policy, by its label, before its guard is asked. */
    public void consider(String label) {
        considering = label;
    }

    /** What was considered last, for logs. */
    public String considering() {
        return considering;
    }

    /** Asks the guards of a route. */
    public boolean allowed(Candidate candidate) {
        for (Guard guard : candidate.guards()) if (!guard.allows(this)) return false;
        return true;
    }

    /** Does this at once: a script runs in a call that has started. */
    public void onStart(Closure<?> action) {
        run(action);
    }

    /** Does this when the caller has been answered: at once, if that is so already. */
    public void onAnswer(Closure<?> action) {
        if (answered) run(action);
        else onAnswer.add(action);
    }

    /** Does this when a party offers another session in mid-call. Replaces an earlier one. */
    public void onReinvite(Closure<?> action) {
        acting().onOffer(offer -> {
            Optional<OfferedChange> outer = offerAtHand;
            offerAtHand = Optional.of(offer);
            try {
                run(action, offer);
            } finally {
                offerAtHand = outer;
            }
        });
    }

    /** What is refused is the offer that {@code onReinvite} looks at, else the call. */
    void refuse(int status) {
        if (offerAtHand.isPresent()) offerAtHand.get().reject(status);
        else acting().reject(status);
    }

    /** Does this after all else, with the cause. */
    public void onEnd(Closure<?> action) {
        if (end.isOver()) throw new IllegalStateException("the call is over: onEnd comes too late");
        onEnd.add(action);
    }

    /** Runs the actions of the plan, then those of the route. */
    public void answered(List<Closure<?>> plan) {
        answered = true;
        meters.answered();
        plan.forEach(action -> run(action));
        List.copyOf(onAnswer).forEach(action -> run(action));
    }

    /** Runs the actions of the plan, then those of the route: all of them, even if some fail. */
    public void ended(List<Closure<?>> plan, EndCause cause) {
        end.finish();
        meters.settle();
        var all = new ArrayList<>(plan);
        all.addAll(onEnd);
        RuntimeException failure = null;
        for (Closure<?> action : all) {
            try {
                run(action, cause);
            } catch (RuntimeException e) {
                if (failure == null) failure = e;
                else failure.addSuppressed(e);
            }
        }
        if (failure != null) throw failure;
    }
}
