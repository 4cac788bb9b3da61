package org.strowger.call.event;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.strowger.media.MuteCause;
import org.strowger.sip.source.SourceCause;
import org.strowger.statemachine.Secret;

/**
 * What happens in the exchange, each thing once. The log writes it under the name that {@link EventSchema} says, with
 * its components in snake case as fields; {@code docs/events.md} is made of what stands here.
 */
public sealed interface Happening {

    /** As it is called in the log, whatever the class is called. */
    default String wire() {
        return EventSchema.name(this);
    }

    /** The call that it belongs to; empty for what belongs to none. */
    String call();

    /** What belongs to no call. */
    sealed interface OfNoCall extends Happening {
        @Override
        default String call() {
            return "";
        }
    }

    /**
     * A new call.
     *
     * @param from the caller's number
     * @param number the number that was dialled, or the user of the URI that was called
     * @param context the dialplan's context that the call begins in
     */
    record CallStarted(String call, String from, String number, String source, String context) implements Happening {
        public CallStarted {
            from = Text.bounded(from);
            number = Text.bounded(number);
        }
    }

    /** A route took the call; {@code version} is that of the plan which the call keeps to its end. */
    record CallRouted(String call, String route, int version) implements Happening {}

    /**
     * A leg was called. Legs of a call are numbered; the caller is {@code a}.
     *
     * @param destination a SIP URI
     * @param callId the Call-ID of this leg, to find it in traces
     */
    record LegCalled(String call, String leg, String destination, String callId) implements Happening {
        public LegCalled {
            destination = Text.bounded(destination);
        }
    }

    /**
     * A leg rings (or has early media).
     *
     * @param status of the provisional response
     */
    record LegRinging(String call, String leg, int status) implements Happening {}

    /** A leg, or the caller, was answered. */
    record LegAnswered(String call, String leg) implements Happening {}

    /**
     * A leg is over: 200 for one that was answered, otherwise the status that it ended with.
     *
     * @param why for one that was answered: {@code PeerLeft}, {@code PeerGone}, {@code AckMissing}, {@code Expired},
     *     {@code PrackMissing}, {@code Cancelled}, {@code answered elsewhere}, {@code ended by us} or
     *     {@code the call is over}; otherwise the reason phrase
     */
    record LegEnded(String call, String leg, int status, String why) implements Happening {
        public LegEnded {
            why = Text.bounded(why);
        }
    }

    /** How a leg was heard, at its end. */
    record LegHeard(String call, String leg, LegQuality quality) implements Happening {}

    /**
     * Nothing has been heard of a leg for the first five seconds in which it was sent to: its audio goes one way. Once
     * for each leg.
     */
    record LegMute(String call, String leg, MuteCause cause, String why) implements Happening {}

    /** A leg has put whom it talks with on hold (RFC 3264 §8.4). */
    record CallHeld(String call, String leg) implements Happening {}

    /** It has taken the call back. */
    record CallResumed(String call, String leg) implements Happening {}

    /**
     * Two legs hear each other.
     *
     * @param one a leg
     * @param other the leg that it talks with
     */
    record Bridged(String call, String one, String other) implements Happening {}

    /**
     * The caller waits at a parking place.
     *
     * @param slot where it can be fetched
     */
    record Parked(String call, String slot) implements Happening {}

    /**
     * The caller has this place in a queue, 1 being the next.
     *
     * @param position counted from 1
     */
    record QueuePosition(String call, String queue, int position) implements Happening {}

    /**
     * The caller waits in a queue no longer.
     *
     * @param why {@code answered by} and who, {@code waited too long}, {@code full}
     */
    record QueueLeft(String call, String queue, String why) implements Happening {}

    /**
     * A leg was not called, or a redirection not followed, because of a limit. The first few of a call; all are
     * counted.
     *
     * @param destination a SIP URI
     * @param cause the limit; each has a figure, as {@code refused_legs}
     */
    record LegRefused(String call, String destination, RefusalCause cause, String why) implements Happening {
        public LegRefused {
            destination = Text.bounded(destination);
            why = Text.bounded(why);
        }
    }

    /**
     * Somebody has taken the place of a leg.
     *
     * @param leg whose place it was
     * @param to who has it now
     */
    record Transferred(String call, String leg, String to) implements Happening {
        public Transferred {
            to = Text.bounded(to);
        }
    }

    /**
     * A leg pressed a digit: each press once, in whatever way it was told. A digit that is not to be shown is
     * {@code •}.
     *
     * @param digit 0 to 9, *, #, A to D
     * @param way how it was told
     */
    record DigitPressed(String call, String leg, String digit, DigitSource way) implements Happening {}

    /** A machine was heard from a leg. */
    record ToneHeard(String call, String leg, MachineTone tone) implements Happening {}

    /** A conference room was opened by the first who came; {@code call} is empty, as the room belongs to none. */
    record RoomOpened(String call, String room) implements Happening {}

    /** Its first moderator has come: what had waited begins. */
    record RoomStarted(String call, String room) implements Happening {}

    /**
     * Somebody is in the room now.
     *
     * @param caller who it is
     */
    record RoomEntered(String call, String room, String caller, RoomRole role) implements Happening {
        public RoomEntered {
            caller = Text.bounded(caller);
        }
    }

    /** Somebody is in the room no longer. */
    record RoomLeft(String call, String room, String why) implements Happening {}

    /** Somebody talks, or talks no longer; told within 300 ms. */
    record RoomTalk(String call, String room, boolean talks) implements Happening {}

    /** Somebody is heard no longer, or again. */
    record RoomMuted(String call, String room, boolean muted) implements Happening {}

    /** Nobody but moderators may come any more, or everybody again. */
    record RoomLocked(String call, String room, boolean locked) implements Happening {}

    /**
     * The last has left.
     *
     * @param lasted since it was opened
     */
    record RoomClosed(String call, String room, Duration lasted) implements Happening {}

    /** The program of a call failed; {@code why} begins with file and line if they are known. */
    record ProgramFault(String call, String route, int version, String why) implements Happening {
        public ProgramFault {
            why = Text.bounded(why);
        }
    }

    /**
     * What a script asked a database or a web service had no answer; the first such of a call.
     *
     * @param lookup its name in the dialplan
     */
    record LookupFailed(String call, String lookup, String why) implements Happening {
        public LookupFailed {
            lookup = Text.bounded(lookup);
            why = Text.bounded(why);
        }
    }

    /**
     * A call got no place under a limit of its script.
     *
     * @param limit its name in the dialplan
     * @param outcome {@code TooMany} calls at once, or {@code TooFast}
     */
    record LimitReached(String call, String limit, String outcome) implements Happening {
        public LimitReached {
            limit = Text.bounded(limit);
            outcome = Text.bounded(outcome);
        }
    }

    /**
     * A script's own event, with what it says: texts, numbers and truth values by name.
     *
     * @param name that the script gave it
     * @param values that it says
     */
    record ScriptEvent(String call, String name, Map<String, Object> values) implements Happening {
        public ScriptEvent {
            name = Text.bounded(name);
            values = Text.bounded(values);
        }

        /** The same, where no text repeats what a caller confided. */
        public ScriptEvent without(Confided confided) {
            Map<String, Object> shown = new LinkedHashMap<>();
            values.forEach((key, value) -> shown.put(key, value instanceof Boolean ? value : hidden(confided, value)));
            return new ScriptEvent(call, confided.hideIn(name), shown);
        }

        private static Object hidden(Confided confided, Object value) {
            String text = confided.hideIn(String.valueOf(value));
            return text.contains(Secret.MASK) ? text : value;
        }
    }

    /**
     * A call was charged; after {@link CallOver}.
     *
     * @param account who pays
     * @param tariff its name in the dialplan
     * @param number that was dialled
     * @param prefix of the dialled number, by which the rate was found
     * @param billed talk in whole increments
     * @param amount in units of the currency
     * @param currency as the tariff says
     */
    record CallCharged(
            String call,
            String account,
            String tariff,
            String number,
            String prefix,
            Duration billed,
            BigDecimal amount,
            String currency)
            implements Happening {}

    /**
     * A call is over. {@code talked} is the time since its answer; {@code version} that of its plan, 0 if no plan was
     * asked.
     *
     * @param cause {@code Completed}, {@code Refused}, {@code CallerHungUp}, {@code CallerCancelled},
     *     {@code CallerLost}, {@code SessionExpired}, {@code Transferred}, {@code MediaTimeout}, {@code ProgramFailed},
     *     {@code ProgramStalled}, {@code NotAuthenticated} or {@code CutOff}
     * @param status the final status that the caller was told; 200 for one that was answered
     * @param lasted from the INVITE to the end
     */
    record CallOver(String call, String cause, int status, int version, Duration lasted, Optional<Duration> talked)
            implements Happening {}

    /**
     * A recording has ended; {@code problem} is empty, or says why it could not be written.
     *
     * @param file that it was written to
     * @param length of the sound
     * @param ending {@code STOPPED}, {@code KEY}, {@code SILENCE}, {@code TOO_LONG} or {@code FAILED}
     * @param problem in words, for people
     */
    record Recorded(String call, String file, Duration length, String ending, String problem) implements Happening {}

    /** A voice agent has been connected. {@code agent} is its URL without user and query. */
    record AgentConnected(String call, String agent) implements Happening {}

    /** The connection to a voice agent has broken, and is tried again. */
    record AgentBroken(String call, String agent, String why) implements Happening {
        public AgentBroken {
            why = Text.bounded(why);
        }
    }

    /**
     * A voice agent has gone, or could not be reached; {@code missed} is how much of what the caller said it did not
     * take.
     *
     * @param outcome {@code Finished}, {@code Released}, {@code Lost} or {@code NotConnected}
     */
    record AgentLeft(String call, String agent, String outcome, String why, Duration missed) implements Happening {
        public AgentLeft {
            why = Text.bounded(why);
        }
    }

    /**
     * A message was left in a mailbox.
     *
     * @param from who left it
     * @param length of the sound
     */
    record MessageLeft(String call, String box, String from, String file, Duration length) implements Happening {}

    /** A message for a mailbox could not be kept. */
    record MessageLost(String call, String box, String why) implements Happening {
        public MessageLost {
            why = Text.bounded(why);
        }
    }

    /** A message of a mailbox went to its owner by e-mail. */
    record MessageMailed(String box, String to, String file) implements OfNoCall {}

    /**
     * Messages could not be sent by e-mail now, which is tried again after {@code again}.
     *
     * @param server of outgoing mail
     * @param waiting messages
     */
    record MailDelayed(String server, int waiting, String why, Duration again) implements OfNoCall {
        public MailDelayed {
            why = Text.bounded(why);
        }
    }

    /** A message will not be sent by e-mail: it stands in its mailbox only. */
    record MailRefused(String box, String to, String file, String why) implements OfNoCall {
        public MailRefused {
            why = Text.bounded(why);
        }
    }

    /**
     * So many wrong PINs of a mailbox came that it takes none for this long; the owner's own phone is asked for none.
     */
    record MailboxLocked(String call, String box, Duration span) implements Happening {
        public MailboxLocked {
            box = Text.bounded(box);
        }
    }

    /**
     * An INVITE was refused before it became a call.
     *
     * @param from who calls, as the request says
     * @param number what was dialled
     */
    record CallRefused(String call, String from, String number, String source, int status, String why)
            implements Happening {
        public CallRefused {
            from = Text.bounded(from);
            number = Text.bounded(number);
            why = Text.bounded(why);
        }
    }

    /**
     * A contact was registered, or its registration renewed.
     *
     * @param expires from now
     */
    record Registered(String aor, String contact, Duration expires, String source) implements OfNoCall {
        public Registered {
            aor = Text.bounded(aor);
            contact = Text.bounded(contact);
        }
    }

    /** A contact is registered no longer: removed, expired, or its WebSocket is closed. */
    record Unregistered(String aor, String contact, String why) implements OfNoCall {
        public Unregistered {
            aor = Text.bounded(aor);
            contact = Text.bounded(contact);
        }
    }

    /**
     * A registered contact answers no more: it is not called until it does, or registers again.
     *
     * @param source where it registered from
     * @param unanswered OPTIONS in a row that it has not answered
     */
    record ContactUnreachable(String aor, String contact, String source, int unanswered) implements OfNoCall {
        public ContactUnreachable {
            contact = Text.bounded(contact);
        }
    }

    /**
     * A contact that had not answered has done so, or has registered again.
     *
     * @param source where it registered from
     */
    record ContactReachable(String aor, String contact, String source) implements OfNoCall {
        public ContactReachable {
            contact = Text.bounded(contact);
        }
    }

    /**
     * A provider has registered a trunk of ours, and may send calls; not told again at each refresh.
     *
     * @param trunk its name in the configuration
     * @param aor the address that is registered
     * @param registrar transport, address and port of who has registered it
     * @param expires from now, as the registrar has granted it
     */
    record TrunkRegistered(String trunk, String aor, String registrar, Duration expires) implements OfNoCall {}

    /**
     * A trunk of ours is not registered at its provider: refused, not answered, expired, or we have left. Told after
     * each try that comes to nothing.
     *
     * @param trunk its name in the configuration
     * @param aor the address that was to be registered
     * @param why what came instead, and what to look at; empty where we have left
     * @param again how long until the next try; left out where one is under way, or there will be none
     */
    record TrunkUnregistered(String trunk, String aor, String why, Optional<Duration> again) implements OfNoCall {
        public TrunkUnregistered {
            why = Text.bounded(why);
        }
    }

    /**
     * A trunk has asked for credentials in a call, and there are none, or they are not taken: that leg has failed.
     *
     * @param trunk its name in the configuration
     * @param realm that they are for, as the trunk names it
     * @param status 401 or 407
     * @param why what to look at
     */
    record TrunkLoginRefused(String call, String trunk, String realm, int status, String why) implements Happening {
        public TrunkLoginRefused {
            realm = Text.bounded(realm);
            why = Text.bounded(why);
        }
    }

    /**
     * A trunk that is probed answers: for the first time, or again.
     *
     * @param trunk its name in the configuration
     * @param host that has answered
     */
    record TrunkUp(String trunk, String host) implements OfNoCall {}

    /**
     * A trunk that is probed answers no more. Calls pass it over until it does.
     *
     * @param trunk its name in the configuration
     * @param why what the latest question came to, and what to look at
     */
    record TrunkDown(String trunk, String why) implements OfNoCall {
        public TrunkDown {
            why = Text.bounded(why);
        }
    }

    /** A registration was refused. */
    record RegistrationRefused(String aor, String source, int status, String why) implements OfNoCall {
        public RegistrationRefused {
            aor = Text.bounded(aor);
            why = Text.bounded(why);
        }
    }

    /**
     * A phone is told of what an account does from now on (RFC 6665); not told again at each refresh.
     *
     * @param account that has subscribed
     * @param watched the account that it watches
     * @param eventPackage what it is told: {@code dialog}
     * @param expires from now
     */
    record Subscribed(String account, String watched, String eventPackage, Duration expires, String source)
            implements OfNoCall {}

    /**
     * A subscription is over.
     *
     * @param account that had subscribed
     * @param watched the account that it watched
     * @param eventPackage what it was told
     * @param why {@code timeout} where it was ended, fetched only or not refreshed; {@code nobody listens} where a
     *     NOTIFY was refused or got no answer; otherwise the reason of RFC 6665 §4.1.3
     */
    record SubscriptionEnded(String account, String watched, String eventPackage, String why) implements OfNoCall {}

    /**
     * A SUBSCRIBE was refused.
     *
     * @param from who sent it, as it says itself
     * @param watched what it was for
     */
    record SubscriptionRefused(String from, String watched, String source, int status, String why) implements OfNoCall {
        public SubscriptionRefused {
            from = Text.bounded(from);
            watched = Text.bounded(watched);
            why = Text.bounded(why);
        }
    }

    /**
     * Nothing is read from an address, or from one flow of it, for so long: too many wrong credentials came from there.
     */
    record SourceBanned(String source, Duration span) implements OfNoCall {}

    /**
     * Requests of an address were dropped before they were parsed; {@code count} since this was last told, once a
     * minute at most.
     */
    record SourceDropped(String source, SourceCause cause, int count) implements OfNoCall {}
}
