package org.strowger.cdr;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.strowger.call.event.LegQuality;
import org.strowger.call.record.ChargingRecord;
import org.strowger.call.record.LegRecord;

/** All that a record says, in the order in which it is written. Names are no words of SQL. */
final class RecordColumns {

    /** The journal's and the table's own. */
    static final String ID = "cdr_id";

    static final String ENDED = "ended";
    static final String LEGS = "legs";
    static final String CHARGES = "charges";
    static final String FIELDS = "fields";

    static final List<RecordColumn> ALL = List.of(
            always(
                    ID,
                    ColumnType.TEXT,
                    "the record's own id, never given twice; ids sort by the time of the start",
                    ChargingRecord::id),
            maybe(
                    "call",
                    ColumnType.TEXT,
                    "the call's id, as events and the log have it; not there for an INVITE that never became a call",
                    call -> filled(call.call())),
            maybe(
                    "parent",
                    ColumnType.TEXT,
                    "the call whose plan dialled this one through the plan again (`onward`, a transfer, a redirection)",
                    call -> call.origin().parent()),
            always(
                    "started",
                    ColumnType.TIME,
                    "when the INVITE came",
                    call -> call.times().start()),
            maybe(
                    "rang",
                    ColumnType.TIME,
                    "when a leg that was called first rang",
                    call -> call.times().ring()),
            maybe(
                    "answered",
                    ColumnType.TIME,
                    "when the caller was answered",
                    call -> call.times().answer()),
            always(
                    ENDED,
                    ColumnType.TIME,
                    "when the call was over",
                    call -> call.times().end()),
            always(
                    "lasted",
                    ColumnType.SECONDS,
                    "from the start to the end, by a clock that nobody sets",
                    call -> call.times().lasted()),
            always(
                    "talked",
                    ColumnType.SECONDS,
                    "from the answer to the end, by the same; 0 without an answer",
                    call -> call.times().talked()),
            always(
                    "caller",
                    ColumnType.TEXT,
                    "the caller's number, as its From says",
                    call -> call.origin().from()),
            always(
                    "called",
                    ColumnType.TEXT,
                    "the number that was dialled",
                    call -> call.origin().number()),
            maybe(
                    "account",
                    ColumnType.TEXT,
                    "that the caller has proved to be",
                    call -> call.origin().account()),
            maybe(
                    "trunk",
                    ColumnType.TEXT,
                    "that the call came from",
                    call -> call.origin().trunk()),
            always(
                    "source",
                    ColumnType.TEXT,
                    "address and port that the INVITE came from",
                    call -> call.origin().source()),
            maybe(
                    "context",
                    ColumnType.TEXT,
                    "of the dialplan, that it began in",
                    call -> filled(call.routing().context())),
            maybe(
                    "route",
                    ColumnType.TEXT,
                    "file and line of the route, and its pattern",
                    call -> filled(call.routing().route())),
            always(
                    "version",
                    ColumnType.NUMBER,
                    "of the plan; 0 where none was asked",
                    call -> call.routing().version()),
            always(
                    "cause",
                    ColumnType.TEXT,
                    "why it ended, as `call_over` has it; `NotAdmitted` for an INVITE that was refused before it became a"
                            + " call",
                    call -> call.outcome().cause()),
            maybe(
                    "why",
                    ColumnType.TEXT,
                    "the same in words, where there are any",
                    call -> filled(call.outcome().why())),
            always(
                    "status",
                    ColumnType.NUMBER,
                    "the final status of SIP that the caller was told; 200 for one that was answered",
                    call -> call.outcome().status()),
            always(
                    "q850",
                    ColumnType.NUMBER,
                    "the cause of Q.850 for that (RFC 3398 §8.2.6.1), 16 where somebody hung up",
                    call -> call.outcome().q850()),
            always(
                    "hung_up_by",
                    ColumnType.TEXT,
                    "`caller`; `callee`, where who was called hung up and the plan came to its end behind that;"
                            + " `switch`, where the plan, a limit or an operator ended it",
                    call -> call.outcome().by().word()),
            maybe(
                    "callee",
                    ColumnType.TEXT,
                    "who was called: of several the last that answered, else the last",
                    call -> callee(call).map(LegRecord::party)),
            maybe(
                    "callee_account",
                    ColumnType.TEXT,
                    "whose phone that was",
                    call -> callee(call).flatMap(LegRecord::account)),
            maybe(
                    "callee_trunk",
                    ColumnType.TEXT,
                    "by which trunk",
                    call -> callee(call).flatMap(LegRecord::trunk)),
            maybe("codec", ColumnType.TEXT, "of the caller's leg", call -> caller(call, LegQuality::codec)),
            maybe("callee_codec", ColumnType.TEXT, "of the callee's leg", call -> callee(call, LegQuality::codec)),
            maybe(
                    "mos",
                    ColumnType.SCORE,
                    "how the caller was heard, 1 to 4.41 (ITU-T G.107)",
                    call -> caller(call, LegQuality::mos)),
            maybe("callee_mos", ColumnType.SCORE, "how the callee was heard", call -> callee(call, LegQuality::mos)),
            maybe(
                    "cost",
                    ColumnType.AMOUNT,
                    "the sum of its charges; not there where it was not charged, or in more than one currency",
                    ChargingRecord::cost),
            maybe("currency", ColumnType.TEXT, "of that", ChargingRecord::currency),
            always(LEGS, ColumnType.JSON, "its legs, the caller's first", _ -> ""),
            always(
                    "legs_left_out",
                    ColumnType.NUMBER,
                    "legs beyond 64: of those that are over, the oldest that came to nothing go first",
                    ChargingRecord::left),
            always(CHARGES, ColumnType.JSON, "what it was charged, one for each `bill`", _ -> ""),
            always(FIELDS, ColumnType.JSON, "the plan's own, by name (`record.customer = 'acme'`)", _ -> ""));

    private RecordColumns() {}

    private static RecordColumn always(
            String name, ColumnType type, String about, Function<ChargingRecord, Object> of) {
        return new RecordColumn(name, type, about, call -> Optional.of(of.apply(call)));
    }

    private static RecordColumn maybe(
            String name, ColumnType type, String about, Function<ChargingRecord, Optional<?>> of) {
        return new RecordColumn(name, type, about, of);
    }

    private static Optional<String> filled(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static <T> Optional<T> caller(ChargingRecord call, Function<LegQuality, T> of) {
        return call.legs().stream().findFirst().flatMap(LegRecord::quality).map(of);
    }

    private static <T> Optional<T> callee(ChargingRecord call, Function<LegQuality, T> of) {
        return callee(call).flatMap(LegRecord::quality).map(of);
    }

    private static Optional<LegRecord> callee(ChargingRecord call) {
        List<LegRecord> called = call.legs().stream().skip(1).toList();
        return called.stream()
                .filter(leg -> leg.answer().isPresent())
                .reduce((_, later) -> later)
                .or(() -> called.stream().reduce((_, later) -> later));
    }
}
