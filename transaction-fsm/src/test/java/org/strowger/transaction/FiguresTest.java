package org.strowger.transaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.statemachine.FsmPages;
import org.strowger.statemachine.StateTable.Cell;
import org.strowger.statemachine.StateTable.Verdict;

/** The tables against the figures of RFC 3261 as RFC 6026 corrects them, arc by arc and in both directions. */
class FiguresTest {

    private static final Map<Enum<?>, String> FIGURE_NAMES = Map.ofEntries(
            Map.entry(InviteClientTable.Event.PROVISIONAL, "1xx"),
            Map.entry(InviteClientTable.Event.SUCCESS, "2xx"),
            Map.entry(InviteClientTable.Event.FAILURE, "300-699"),
            Map.entry(NonInviteClientTable.Event.PROVISIONAL, "1xx"),
            Map.entry(NonInviteClientTable.Event.FINAL, "200-699"),
            Map.entry(InviteServerTable.Event.SEND_PROVISIONAL, "1xx from TU"),
            Map.entry(InviteServerTable.Event.SEND_SUCCESS, "2xx from TU"),
            Map.entry(InviteServerTable.Event.SEND_FAILURE, "300-699 from TU"),
            Map.entry(InviteServerTable.Event.INVITE, "INVITE"),
            Map.entry(InviteServerTable.Event.ACK, "ACK"),
            Map.entry(NonInviteServerTable.Event.REQUEST, "Request"),
            Map.entry(NonInviteServerTable.Event.SEND_PROVISIONAL, "1xx from TU"),
            Map.entry(NonInviteServerTable.Event.SEND_FINAL, "200-699 from TU"));

    /** §8.2.7: a server that keeps no state, for this request or any longer; the figures are of those that do. */
    private static final Set<Enum<?>> BESIDE_THE_FIGURES = Set.of(
            InviteServerTable.Event.SEND_ONCE,
            NonInviteServerTable.Event.SEND_ONCE,
            NonInviteServerTable.Event.MAKE_ROOM);

    @ParameterizedTest
    @MethodSource("org.strowger.transaction.Figure#all")
    void the_arcs_of_the_table_are_those_of_the_arcsOf(Figure figure) throws IOException {
        Set<String> arcs = new TreeSet<>();
        figure.table().cells().stream()
                .filter(FiguresTest::isArc)
                .filter(cell -> !BESIDE_THE_FIGURES.contains(cell.event()))
                .forEach(cell -> arcs.add(row(cell)));

        assertThat(arcs).isEqualTo(arcsOf(figure));
    }

    @ParameterizedTest
    @MethodSource("org.strowger.transaction.Figure#all")
    void the_page_of_the_table_is_up_to_date(Figure figure) {
        FsmPages.check(figure.file(), figure.table());
    }

    @ParameterizedTest
    @MethodSource("org.strowger.transaction.Figure#all")
    void each_arc_into_the_end_forgets_the_transaction_last_and_no_other_arc_does(Figure figure) {
        figure.table().cells().stream()
                .filter(FiguresTest::isArc)
                .forEach(cell -> assertThat(forgetsLast(cell))
                        .as("%s × %s", cell.state(), cell.event())
                        .isEqualTo(cell.next().toString().equals("TERMINATED")));
    }

    private static boolean forgetsLast(Cell<?, ?, ?> cell) {
        return !cell.effects().isEmpty() && cell.effects().getLast().toString().equals("FORGET");
    }

    private static boolean isArc(Cell<?, ?, ?> cell) {
        return cell.verdict() == Verdict.GO || cell.verdict() == Verdict.STAY;
    }

    private static String row(Cell<?, ?, ?> cell) {
        return capitalised(cell.state()) + "," + figureName((Enum<?>) cell.event()) + "," + capitalised(cell.next());
    }

    private static String figureName(Enum<?> event) {
        if (event.name().startsWith("TIMER_")) return "Timer " + event.name().substring("TIMER_".length());
        return event.name().equals("TRANSPORT_ERROR")
                ? "Transport Err"
                : Objects.requireNonNull(FIGURE_NAMES.get(event));
    }

    private static String capitalised(Object state) {
        String name = state.toString();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private static Set<String> arcsOf(Figure figure) throws IOException {
        String resource = "/transaction-figures/" + figure.file() + ".csv";
        try (InputStream in = Objects.requireNonNull(FiguresTest.class.getResourceAsStream(resource), resource)) {
            return new TreeSet<>(
                    new String(in.readAllBytes(), UTF_8).lines().skip(1).toList());
        }
    }
}
