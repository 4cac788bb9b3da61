package org.strowger.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.TableWords;
import org.strowger.statemachine.Timings;

/** Everything that can happen to a transaction: all words up to length 7, and long ones by chance. */
class WordsTest {

    private static final int LENGTH = 7;
    private static final int LONG = 400;
    private static final int LONG_WORDS = Integer.getInteger("runs", 300);
    private static final Timings UDP = SipTime.unreliable(TransactionSettings.RFC_3261);
    private static final Timings TCP = UDP.onReliable();

    static List<Walk.Kind<?, ?, ?>> kinds() {
        return List.of(
                new Walk.Kind<>(
                        InviteClientTable.TABLE,
                        WordsTest::told,
                        "SUCCESS",
                        EnumSet.of(InviteClientTable.State.PROCEEDING)),
                new Walk.Kind<>(NonInviteClientTable.TABLE, WordsTest::told, "", Set.of()),
                new Walk.Kind<>(
                        InviteServerTable.TABLE,
                        WordsTest::sent,
                        "SEND_SUCCESS",
                        EnumSet.of(InviteServerTable.State.PROCEEDING)),
                new Walk.Kind<>(
                        NonInviteServerTable.TABLE,
                        WordsTest::sent,
                        "",
                        EnumSet.of(NonInviteServerTable.State.TRYING, NonInviteServerTable.State.PROCEEDING)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void after_any_word_up_to_length_7_the_machine_is_consistent_and_ends(Walk.Kind<?, ?, ?> kind) {
        long udp = allWords(kind, UDP);
        long tcp = allWords(kind, TCP);

        assertThat(udp).isPositive();
        assertThat(tcp).isPositive();
    }

    static List<StateTable<?, ?, ?>> tables() {
        return TransactionLayer.tables();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void words_execute_every_cell(StateTable<?, ?, ?> table) {
        assertThat(TableWords.check(table, UDP, LENGTH)).isPositive();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void after_a_long_random_word_the_machine_is_consistent_and_ends(Walk.Kind<?, ?, ?> kind) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println(kind + ": -Dseed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int word = 0; word < LONG_WORDS; word++)
            assertThatCode(() -> randomWord(kind, random)).as("-Dseed=" + seed).doesNotThrowAnyException();
    }

    private static <S extends Enum<S>, E extends Enum<E>, X extends Enum<X>> long allWords(
            Walk.Kind<S, E, X> kind, Timings timings) {
        return wordsFrom(kind, timings, new ArrayList<>(), kind.letters());
    }

    /**
     * -1 is the passing of time. A letter that the table ignores must change nothing, and the words that go on from it
     * are then those that do without it.
     */
    private static <S extends Enum<S>, E extends Enum<E>, X extends Enum<X>> long wordsFrom(
            Walk.Kind<S, E, X> kind, Timings timings, List<Integer> word, List<E> letters) {
        Walk<S, E, X> walk = kind.begin(timings);
        for (int letter : word) step(walk, letter, letters);
        boolean open = word.size() < LENGTH && !walk.isOver() && walk.tookLastStep();
        walk.ends();
        if (!open) return 1;
        long count = 0;
        for (int letter = -1; letter < letters.size(); letter++) {
            word.add(letter);
            count += wordsFrom(kind, timings, word, letters);
            word.removeLast();
        }
        return count;
    }

    private static <S extends Enum<S>, E extends Enum<E>, X extends Enum<X>> void step(
            Walk<S, E, X> walk, int letter, List<E> letters) {
        if (letter < 0) walk.passes();
        else walk.happens(letters.get(letter));
    }

    private static <S extends Enum<S>, E extends Enum<E>, X extends Enum<X>> void randomWord(
            Walk.Kind<S, E, X> kind, SplittableRandom random) {
        List<E> letters = kind.letters();
        Walk<S, E, X> walk = kind.begin(random.nextBoolean() ? UDP : TCP);
        for (int i = 0; i < LONG && !walk.isOver(); i++) {
            if (random.nextInt(3) == 0) walk.passes(Duration.ofMillis(random.nextInt(3_000)));
            else step(walk, random.nextInt(-1, letters.size()), letters);
        }
        walk.ends();
    }

    /** What a client tells its user. */
    private static String told(Enum<?> event, Enum<?> effect) {
        return switch (effect.name()) {
            case "PASS_UP" -> event.name().equals("PROVISIONAL") ? "" : event.name();
            case "TELL_TIMEOUT", "TELL_TRANSPORT_ERROR" -> effect.name();
            default -> "";
        };
    }

    /** What a server tells its peer. */
    private static String sent(Enum<?> event, Enum<?> effect) {
        return effect.name().equals("SEND_RESPONSE") && !event.name().equals("SEND_PROVISIONAL") ? event.name() : "";
    }
}
