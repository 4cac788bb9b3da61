package org.strowger.dialog;

/**
 * What a {@code DialogLayer} has seen since it was made.
 *
 * @param live sessions now, those that are being set up or taken down among them
 * @param subscriptions of peers that are told of what happens here, now
 * @param outgoing INVITEs of ours outside of a dialog
 * @param incoming INVITEs outside of a dialog that were taken
 * @param resentAnswers 2xx sent again since their ACK was late
 * @param missingAcks 2xx whose ACK never came
 * @param acknowledgedProvisionals reliable provisional responses that we have acknowledged by PRACK
 * @param resentProvisionals reliable provisional responses sent again since their PRACK was late
 * @param missingPracks reliable provisional responses whose PRACK never came
 * @param glares 491 sent and received
 * @param expired sessions that ended since nobody refreshed them in time
 * @param lateForks answers of further forks, hung up at once
 * @param forksIgnored provisional responses and answers of forks beyond those that one INVITE may have
 * @param infosRefused INFO refused for its package, its size or its rate
 * @param infosWithheld INFO not sent on, since the peer has not answered those before it
 * @param unknownDialogs requests answered with 481
 * @param outOfOrder requests answered with 500 for their CSeq (§12.2.2)
 * @param unusableDescriptions bodies that could not be read, or were missing where one was needed
 * @param listenerFaults exceptions thrown by listeners
 */
public record DialogFigures(
        long live,
        long subscriptions,
        long outgoing,
        long incoming,
        long resentAnswers,
        long missingAcks,
        long acknowledgedProvisionals,
        long resentProvisionals,
        long missingPracks,
        long glares,
        long expired,
        long lateForks,
        long forksIgnored,
        long infosRefused,
        long infosWithheld,
        long unknownDialogs,
        long outOfOrder,
        long unusableDescriptions,
        long listenerFaults) {
    /** Of nothing. */
    public static final DialogFigures NONE = new DialogFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Those of two layers together. */
    public DialogFigures plus(DialogFigures other) {
        return new DialogFigures(
                live + other.live,
                subscriptions + other.subscriptions,
                outgoing + other.outgoing,
                incoming + other.incoming,
                resentAnswers + other.resentAnswers,
                missingAcks + other.missingAcks,
                acknowledgedProvisionals + other.acknowledgedProvisionals,
                resentProvisionals + other.resentProvisionals,
                missingPracks + other.missingPracks,
                glares + other.glares,
                expired + other.expired,
                lateForks + other.lateForks,
                forksIgnored + other.forksIgnored,
                infosRefused + other.infosRefused,
                infosWithheld + other.infosWithheld,
                unknownDialogs + other.unknownDialogs,
                outOfOrder + other.outOfOrder,
                unusableDescriptions + other.unusableDescriptions,
                listenerFaults + other.listenerFaults);
    }
}
