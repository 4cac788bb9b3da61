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
            case CallEvent.CallStarted _ -> "call_started";
            case CallEvent.CallRouted _ -> "call_routed";
            case LegEvent.LegCalled _ -> "leg_called";
            case LegEvent.LegRinging _ -> "leg_ringing";
            case LegEvent.LegAnswered _ -> "leg_answered";
            case LegEvent.LegEnded _ -> "leg_ended";
            case LegEvent.LegHeard _ -> "leg_heard";
            case LegEvent.LegSeen _ -> "leg_seen";
            case LegEvent.LegMute _ -> "leg_mute";
            case CallEvent.CallHeld _ -> "call_held";
            case CallEvent.CallResumed _ -> "call_resumed";
            case CallEvent.Bridged _ -> "bridged";
            case CallEvent.Parked _ -> "parked";
            case CallEvent.QueuePosition _ -> "queue_position";
            case CallEvent.QueueLeft _ -> "queue_left";
            case LegEvent.LegRefused _ -> "leg_refused";
            case LegEvent.Transferred _ -> "transferred";
            case LegEvent.DigitPressed _ -> "digit_pressed";
            case LegEvent.ToneHeard _ -> "tone_heard";
            case RoomEvent.RoomOpened _ -> "room_opened";
            case RoomEvent.RoomStarted _ -> "room_started";
            case RoomEvent.RoomEntered _ -> "room_entered";
            case RoomEvent.RoomLeft _ -> "room_left";
            case RoomEvent.RoomTalk _ -> "room_talk";
            case RoomEvent.RoomMuted _ -> "room_muted";
            case RoomEvent.RoomLocked _ -> "room_locked";
            case RoomEvent.RoomClosed _ -> "room_closed";
            case ProgramEvent.ProgramFault _ -> "program_fault";
            case ProgramEvent.LookupFailed _ -> "lookup_failed";
            case ProgramEvent.RouteChanged _ -> "route_changed";
            case ProgramEvent.LimitReached _ -> "limit_reached";
            case ProgramEvent.ScriptEvent _ -> "script_event";
            case CallEvent.CallCharged _ -> "call_charged";
            case CallEvent.CallOver _ -> "call_over";
            case CallEvent.Recorded _ -> "recorded";
            case AgentEvent.AgentConnected _ -> "agent_connected";
            case AgentEvent.AgentBroken _ -> "agent_broken";
            case AgentEvent.AgentLeft _ -> "agent_left";
            case MailboxEvent.MessageLeft _ -> "message_left";
            case MailboxEvent.MessageLost _ -> "message_lost";
            case MailEvent.MessageMailed _ -> "message_mailed";
            case MailEvent.MailDelayed _ -> "mail_delayed";
            case MailEvent.MailRefused _ -> "mail_refused";
            case RecordEvent.RecordsDelayed _ -> "records_delayed";
            case RecordEvent.RecordsResumed _ -> "records_resumed";
            case RecordEvent.RecordsLost _ -> "records_lost";
            case MailboxEvent.MailboxLocked _ -> "mailbox_locked";
            case CallEvent.CallRefused _ -> "call_refused";
            case RegistrationEvent.Registered _ -> "registered";
            case RegistrationEvent.Unregistered _ -> "unregistered";
            case RegistrationEvent.ContactUnreachable _ -> "contact_unreachable";
            case RegistrationEvent.ContactReachable _ -> "contact_reachable";
            case DeviceEvent.DeviceChanged _ -> "device_state";
            case TrunkEvent.TrunkRegistered _ -> "trunk_registered";
            case TrunkEvent.TrunkUnregistered _ -> "trunk_unregistered";
            case LegEvent.TrunkLoginRefused _ -> "trunk_login_refused";
            case TrunkEvent.TrunkUp _ -> "trunk_up";
            case TrunkEvent.TrunkDown _ -> "trunk_down";
            case RegistrationEvent.RegistrationRefused _ -> "registration_refused";
            case SubscriptionEvent.Subscribed _ -> "subscribed";
            case SubscriptionEvent.SubscriptionEnded _ -> "subscription_ended";
            case SubscriptionEvent.SubscriptionRefused _ -> "subscription_refused";
            case PublicationEvent.Published _ -> "presence_published";
            case PublicationEvent.PublicationEnded _ -> "publication_ended";
            case PublicationEvent.PublicationRefused _ -> "publication_refused";
            case InstantMessageEvent.MessageDelivered _ -> "message_delivered";
            case InstantMessageEvent.MessageKept _ -> "message_kept";
            case InstantMessageEvent.MessageUndelivered _ -> "message_undelivered";
            case InstantMessageEvent.MessageRefused _ -> "message_refused";
            case SourceEvent.SourceBanned _ -> "source_banned";
            case SourceEvent.SourceDropped _ -> "source_dropped";
        };
    }
}
