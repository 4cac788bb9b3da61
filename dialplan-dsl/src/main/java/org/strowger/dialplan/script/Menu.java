package org.strowger.dialplan.script;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.strowger.call.DigitAnswer;
import org.strowger.call.DigitPlan;
import org.strowger.call.DigitPlan.Verdict;
import org.strowger.call.DigitQuestion;
import org.strowger.call.Sound;
import org.strowger.dialplan.literal.Check;
import org.strowger.dialplan.literal.DialledPattern;
import org.strowger.dialplan.number.NumberPattern;
import org.strowger.dialplan.option.Asking;

/** The choices of a menu, as its closure writes them down. Lives on the call's thread. */
public final class Menu {

    private static final int USUAL_TRIES = 3;

    private record Option(NumberPattern pattern, Closure<?> action) {}

    /** What is done behind a block. */
    private enum Next {
        LEAVE,
        REPEAT
    }

    private final ScriptedCall call;
    private final Optional<Menu> around;
    private final List<Option> options = new ArrayList<>();
    private Optional<Closure<?>> invalid = Optional.empty();
    private Optional<Closure<?>> silent = Optional.empty();
    private Optional<Closure<?>> otherwise = Optional.empty();
    private Next next = Next.LEAVE;
    private boolean leads; // a block has said where to go on

    /** One that nobody has offered before. */
    public Menu(ScriptedCall call) {
        this(call, Optional.empty());
    }

    /** @param around the menu by whose choice this one is offered */
    Menu(ScriptedCall call, Optional<Menu> around) {
        this.call = call;
        this.around = around;
    }

    /** What was chosen, or pressed in vain. */
    public static final class Choice {
        private final Menu menu;
        private final String digits;

        Choice(Menu menu, String digits) {
            this.menu = menu;
            this.digits = digits;
        }

        /** The digits pressed. */
        public String getDigits() {
            return digits;
        }

        /** Offers this menu once more when this block has ended, with as many tries as at first. */
        public void repeat() {
            menu.leadsTo(Next.REPEAT);
        }

        /** Offers the menu around once more when this block has ended: that of whose choice this menu was offered. */
        public void back() {
            menu.around
                    .orElseThrow(
                            () -> new IllegalStateException("back() stands in a menu that another menu has offered"))
                    .leadsTo(Next.REPEAT);
            menu.leadsTo(Next.LEAVE);
        }
    }

    /** Does this when digits that fit the pattern are pressed. */
    @Check(value = DialledPattern.class, argument = 0)
    public void on(
            String digits, @DelegatesTo(value = Choice.class, strategy = Closure.DELEGATE_FIRST) Closure<?> action) {
        options.add(new Option(NumberPattern.compile(digits), action));
    }

    /** Does this each time that digits are pressed which fit nothing, before it asks again. */
    public void invalid(@DelegatesTo(value = Choice.class, strategy = Closure.DELEGATE_FIRST) Closure<?> action) {
        invalid = Optional.of(action);
    }

    /** Does this each time that nothing is pressed, before it asks again. */
    public void silent(@DelegatesTo(value = Choice.class, strategy = Closure.DELEGATE_FIRST) Closure<?> action) {
        silent = Optional.of(action);
    }

    /** Does this when nothing fits, after the last try. */
    public void otherwise(@DelegatesTo(value = Choice.class, strategy = Closure.DELEGATE_FIRST) Closure<?> action) {
        otherwise = Optional.of(action);
    }

    /** Asks, and does what was chosen, as often as a block wants. */
    void offer(Map<String, ?> named, String prompt) {
        if (options.isEmpty()) throw new IllegalArgumentException("the menu offers nothing: it has no on('…') { … }");
        Duration timeout = Asking.timeout(named);
        Duration pause = Asking.pause(named, timeout);
        var question = DigitQuestion.of(List.of(Sound.named(prompt)), new Choices(), timeout, pause);
        int tries = Asking.tries(named, USUAL_TRIES);
        do {
            next = Next.LEAVE;
            ask(question, tries);
        } while (next == Next.REPEAT);
    }

    private void ask(DigitQuestion question, int tries) {
        String pressed = "";
        for (int left = tries; left > 0; left--) {
            DigitAnswer answer = call.acting().ask(question);
            pressed = answer.digits();
            Optional<Option> chosen = chosen(pressed);
            if (chosen.isPresent()) {
                run(chosen.get().action(), pressed);
                return;
            }
            if (failed(pressed)) return;
        }
        String last = pressed;
        otherwise.ifPresent(action -> run(action, last));
    }

    /** A try came to nothing; whether its block leads elsewhere. */
    private boolean failed(String pressed) {
        Optional<Closure<?>> action = pressed.isEmpty() ? silent : invalid;
        if (action.isEmpty()) return false;
        leads = false;
        run(action.get(), pressed);
        return leads;
    }

    /** Its choices, as a plan of digits. */
    private final class Choices implements DigitPlan {

        @Override
        public Verdict judge(String digits) {
            return Menu.this.judge(digits);
        }

        @Override
        public String toString() {
            return options.stream()
                    .map(option -> option.pattern().toString())
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
    }

    /** Decided as soon as nothing else can be meant. */
    public Verdict judge(String digits) {
        boolean grows = options.stream().anyMatch(option -> option.pattern().canGrow(digits));
        boolean fits = chosen(digits).isPresent();
        if (fits) return grows ? Verdict.PERHAPS : Verdict.ENOUGH;
        return grows ? Verdict.MORE : Verdict.WRONG;
    }

    private void leadsTo(Next where) {
        next = where;
        leads = true;
    }

    private Optional<Option> chosen(String digits) {
        return options.stream()
                .filter(option -> option.pattern().matches(digits))
                .findFirst();
    }

    private void run(Closure<?> written, String pressed) {
        var action = (Closure<?>) written.clone();
        action.setDelegate(new Choice(this, pressed));
        action.setResolveStrategy(Closure.DELEGATE_FIRST);
        action.call();
    }
}
