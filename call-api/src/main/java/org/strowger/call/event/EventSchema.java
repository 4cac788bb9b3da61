package org.strowger.call.event;

/**
 * The names under which events are told outside, in the log above all: a promise to whoever reads them, so that a class
 * may be renamed and its event may not. {@code docs/events.md} is the whole schema.
 */
public final class EventSchema {

    /** Goes up when an event or field is renamed, is left out or changes its meaning; not for what is added. */
    public static final int VERSION = 1;

    private EventSchema() {}

    /** In snake case. */
    static String name(Happening what) {
        return switch (what) {
            case Happening.CallStarted _ -> "call_started";
            case Happening.CallRouted _ -> "call_routed";
            case Happening.LegCalled _ -> "leg_called";
            case Happening.LegRinging _ -> "leg_ringing";
            case Happening.LegAnswered _ -> "leg_answered";
            case Happening.LegEnded _ -> "leg_ended";
            case Happening.LegHeard _ -> "leg_heard";
            case Happening.LegMute _ -> "leg_mute";
            case Happening.CallHeld _ -> "call_held";
            case Happening.CallResumed _ -> "call_resumed";
            case Happening.Bridged _ -> "bridged";
            case Happening.Parked _ -> "parked";
            case Happening.QueuePosition _ -> "queue_position";
            case Happening.QueueLeft _ -> "queue_left";
            case Happening.LegRefused _ -> "leg_refused";
            case Happening.Transferred _ -> "transferred";
            case Happening.DigitPressed _ -> "digit_pressed";
            case Happening.ToneHeard _ -> "tone_heard";
            case Happening.RoomOpened _ -> "room_opened";
            case Happening.RoomStarted _ -> "room_started";
            case Happening.RoomEntered _ -> "room_entered";
            case Happening.RoomLeft _ -> "room_left";
            case Happening.RoomTalk _ -> "room_talk";
            case Happening.RoomMuted _ -> "room_muted";
            case Happening.RoomLocked _ -> "room_locked";
            case Happening.RoomClosed _ -> "room_closed";
            case Happening.ProgramFault _ -> "program_fault";
            case Happening.LookupFailed _ -> "lookup_failed";
            case Happening.LimitReached _ -> "limit_reached";
            case Happening.ScriptEvent _ -> "script_event";
            case Happening.CallCharged _ -> "call_charged";
            case Happening.CallOver _ -> "call_over";
            case Happening.Recorded _ -> "recorded";
            case Happening.AgentConnected _ -> "agent_connected";
            case Happening.AgentBroken _ -> "agent_broken";
            case Happening.AgentLeft _ -> "agent_left";
            case Happening.MessageLeft _ -> "message_left";
            case Happening.MessageLost _ -> "message_lost";
            case Happening.MessageMailed _ -> "message_mailed";
            case Happening.MailDelayed _ -> "mail_delayed";
            case Happening.MailRefused _ -> "mail_refused";
            case Happening.MailboxLocked _ -> "mailbox_locked";
            case Happening.CallRefused _ -> "call_refused";
            case Happening.Registered _ -> "registered";
            case Happening.Unregistered _ -> "unregistered";
            case Happening.ContactUnreachable _ -> "contact_unreachable";
            case Happening.ContactReachable _ -> "contact_reachable";
            case Happening.TrunkRegistered _ -> "trunk_registered";
            case Happening.TrunkUnregistered _ -> "trunk_unregistered";
            case Happening.TrunkLoginRefused _ -> "trunk_login_refused";
            case Happening.TrunkUp _ -> "trunk_up";
            case Happening.TrunkDown _ -> "trunk_down";
            case Happening.RegistrationRefused _ -> "registration_refused";
            case Happening.Subscribed _ -> "subscribed";
            case Happening.SubscriptionEnded _ -> "subscription_ended";
            case Happening.SubscriptionRefused _ -> "subscription_refused";
            case Happening.SourceBanned _ -> "source_banned";
            case Happening.SourceDropped _ -> "source_dropped";
        };
    }
}
