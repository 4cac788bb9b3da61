package org.strowger.call.event;

/**
 * What happens in the exchange, each thing once. The log writes it under the name that {@link EventSchema} says, with
 * its components in snake case as fields; {@code docs/events.md} is made of the records in the files of these subjects.
 */
public sealed interface Happening
        permits CallEvent, LegEvent, RoomEvent, ProgramEvent, AgentEvent, MailboxEvent, Happening.OfNoCall {

    /** As it is called in the log, whatever the class is called. */
    default String wire() {
        return EventSchema.name(this);
    }

    /** The call that it belongs to; empty for what belongs to none. */
    String call();

    /** What belongs to no call. */
    sealed interface OfNoCall extends Happening
            permits MailEvent,
                    RecordEvent,
                    RegistrationEvent,
                    TrunkEvent,
                    SubscriptionEvent,
                    SourceEvent,
                    DeviceEvent,
                    PublicationEvent,
                    InstantMessageEvent {
        @Override
        default String call() {
            return "";
        }
    }
}
