package org.strowger.call.event;

/** What the phones of accounts do. */
public sealed interface DeviceEvent extends Happening.OfNoCall {

    /**
     * The phones of an account do something else than before: one was registered, is called, talks, or is there no
     * longer. Not told where {@code registrar.device-events} is {@code off}, nor of what an earlier run has left.
     *
     * @param account whose phones they are, all together
     * @param state what they do now
     * @param before what they did
     */
    record DeviceChanged(String account, DeviceState state, DeviceState before) implements DeviceEvent {}
}
