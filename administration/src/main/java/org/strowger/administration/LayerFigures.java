package org.strowger.administration;

import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.strowger.administration.Figure.Kind;
import org.strowger.dialog.DialogFigures;
import org.strowger.transaction.TransactionFigures;

/** Figures of the signalling layers, and of what their state machines call illegal. */
final class LayerFigures {

    private LayerFigures() {}

    static Stream<Figure> all() {
        return Stream.concat(transactions(), dialogs());
    }

    private static Stream<Figure> transactions() {
        return Stream.of(
                transactions("absorbed", "Retransmissions received", TransactionFigures::absorbed),
                transactions("resent", "Requests, responses and ACKs sent again", TransactionFigures::retransmitted),
                transactions(
                        "junk", "Messages that nobody could read or that had lost their way", TransactionFigures::junk),
                transactions("malformed", "Requests answered with 400, 505 or the like", TransactionFigures::malformed),
                transactions("strays", "Responses that no transaction waited for", TransactionFigures::strays),
                transactions("merged", "Requests that came by two ways, answered with 482", TransactionFigures::merged),
                transactions("once", "Requests answered without a transaction that is kept", TransactionFigures::once),
                transactions(
                        "illegal",
                        "Events illegal in a transaction, responses after its end among them",
                        TransactionFigures::illegal),
                transactions("timed_out", "Transactions without a response or an ACK", TransactionFigures::timeouts),
                transactions(
                        "unsent",
                        "Messages of transactions that could not be delivered",
                        TransactionFigures::transportFailures),
                transactions(
                        "faults", "Exceptions in what is told of transactions", TransactionFigures::listenerFaults));
    }

    private static Stream<Figure> dialogs() {
        return Stream.of(
                dialogs("outgoing", "INVITEs sent outside of a dialog", DialogFigures::outgoing),
                dialogs("incoming", "INVITEs taken outside of a dialog", DialogFigures::incoming),
                dialogs("answers_resent", "2xx sent again since their ACK was late", DialogFigures::resentAnswers),
                dialogs("acks_missing", "2xx whose ACK never came", DialogFigures::missingAcks),
                dialogs(
                        "pracks_sent",
                        "Reliable provisional responses that we have acknowledged by PRACK",
                        DialogFigures::acknowledgedProvisionals),
                dialogs(
                        "provisionals_resent",
                        "Reliable provisional responses sent again since their PRACK was late",
                        DialogFigures::resentProvisionals),
                dialogs(
                        "pracks_missing",
                        "Reliable provisional responses whose PRACK never came",
                        DialogFigures::missingPracks),
                dialogs("glares", "Offers of both sides at once, 491", DialogFigures::glares),
                dialogs("late_forks", "Answers of further forks, hung up at once", DialogFigures::lateForks),
                dialogs("unknown", "Requests answered with 481", DialogFigures::unknownDialogs),
                dialogs("out_of_order", "Requests answered with 500 for their CSeq", DialogFigures::outOfOrder),
                dialogs(
                        "unusable",
                        "Session descriptions that could not be read or were missing",
                        DialogFigures::unusableDescriptions),
                dialogs("faults", "Exceptions in what is told of dialogs", DialogFigures::listenerFaults));
    }

    /** @param machine a table's name */
    static Figure illegal(String machine) {
        return new Figure(
                "illegal_" + slug(machine),
                Kind.COUNTER,
                "Events illegal in a state of: " + machine,
                f -> f.exchange().illegal().getOrDefault(machine, 0L));
    }

    private static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    }

    private static Figure transactions(String name, String about, ToLongFunction<TransactionFigures> of) {
        return new Figure(
                "transactions_" + name,
                Kind.COUNTER,
                about,
                f -> of.applyAsLong(f.exchange().transactionLayers()));
    }

    private static Figure dialogs(String name, String about, ToLongFunction<DialogFigures> of) {
        return new Figure(
                "dialogs_" + name,
                Kind.COUNTER,
                about,
                f -> of.applyAsLong(f.exchange().dialogLayers()));
    }
}
