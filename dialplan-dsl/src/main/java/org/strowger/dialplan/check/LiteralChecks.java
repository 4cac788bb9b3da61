package org.strowger.dialplan.check;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.GenericsType;
import org.codehaus.groovy.ast.expr.BitwiseNegationExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.SpreadExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.transform.stc.StaticTypesMarker;
import org.strowger.agent.AgentRequest;
import org.strowger.call.CivicAddress;
import org.strowger.call.Sound;
import org.strowger.dialplan.literal.Facts;
import org.strowger.dialplan.number.AddressRange;
import org.strowger.dialplan.number.NumberPattern;
import org.strowger.dialplan.script.Guard;
import org.strowger.dialplan.script.Target;
import org.strowger.dialplan.text.ProblemCode;
import org.strowger.dialplan.text.Span;
import org.strowger.dialplan.text.Spelling;

/** Judges what a script writes out in full: patterns, names of files, users and trunks, addresses, statuses. */
final class LiteralChecks {

    private static final Pattern MASK = Pattern.compile("[+]?[0-9*#]*X*");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]+"); // RFC 3261 §25.1

    private static final List<String> RECORD_MODES = List.of("stereo", "mixed", "caller", "callee");
    private static final List<String> SIDES = List.of("caller", "callee");
    private static final List<String> BARGE_IN = List.of("speech", "digits", "either");
    private static final List<String> ROLES = List.of("moderator", "speaker", "listener");
    private static final List<String> PROTOCOLS = Arrays.stream(AgentRequest.Protocol.values())
            .map(AgentRequest.Protocol::written)
            .toList();
    private static final Pattern KEY = Pattern.compile("[0-9*#A-D]");

    private final Findings findings;
    private final Facts facts;
    private final DataChecks data;

    LiteralChecks(Findings findings, Facts facts) {
        this.findings = findings;
        this.facts = facts;
        this.data = new DataChecks(findings, facts);
    }

    /** A word that builds the plan. */
    void checkPlanWord(String word, List<Expression> arguments) {
        switch (word) {
            case "route" -> checkRoute(arguments);
            case "emergency" -> arguments.forEach(this::checkPattern);
            case "require" -> PlanChecks.options(arguments).forEach(option -> checkStatus(option.getValueExpression()));
            case "numbers", "prefixes" -> data.checkTable(word, arguments);
            case "include" -> arguments.forEach(name -> text(name).ifPresent(file -> findings.include(file, name)));
            default -> {}
        }
    }

    /** A verb. */
    void checkVerb(String verb, List<Expression> arguments) {
        switch (verb) {
            case "play" -> {
                arguments.forEach(this::checkPlayed);
                checkOptionOf(arguments, "loop", this::checkLoop);
                checkOptionOf(
                        arguments,
                        "bargeIn",
                        value -> checkOneOf(value, BARGE_IN, "bargeIn", "no way to cut a sound short"));
            }
            case "tone" -> arguments.forEach(argument -> checkTone(argument, arguments));
            case "ask", "menu" -> checkQuestion(arguments);
            case "park" -> checkOptionOf(arguments, "music", this::checkSoundOption);
            case "record" -> {
                arguments.forEach(this::checkRecording);
                checkEndKey(arguments);
            }
            case "start" -> {
                arguments.forEach(this::checkRecording);
                checkOptionOf(arguments, "content", value -> checkMode("content", value));
            }
            case "filter" ->
                checkOptionOf(arguments, "of", value -> checkOneOf(value, SIDES, "of", "no side of a call"));
            case "conference" -> checkConference(arguments);
            case "stream" -> checkAgent(arguments);
            case "user" -> arguments.forEach(this::checkUser);
            case "queue" -> arguments.forEach(this::checkQueue);
            case "trunk" -> arguments.forEach(this::checkTrunk);
            case "dial", "connect" -> {
                arguments.forEach(this::checkTarget);
                PlanChecks.options(arguments).forEach(this::checkDialOption);
            }
            case "firstToAnswer", "oneByOne" -> {
                arguments.forEach(this::checkTarget);
                arguments.forEach(argument -> checkNoOptions(verb, argument));
            }
            case "reject" -> arguments.forEach(this::checkStatus);
            case "redirect" -> arguments.forEach(this::checkRedirect);
            case "callerId" -> arguments.forEach(this::checkMask);
            case "header" -> checkHeader(arguments);
            case "during", "except" -> arguments.forEach(argument -> data.checkSchedule(verb, argument));
            case "source" -> arguments.forEach(this::checkSource);
            case "location" -> checkLocation(arguments);
            case "lookup" -> data.checkLookup(arguments);
            case "bill" -> data.checkTariff(arguments);
            case "e164" -> data.checkCountry(arguments);
            case "masked" -> arguments.stream().skip(1).forEach(this::checkMask);
            default -> {}
        }
    }

    private void checkLocation(List<Expression> arguments) {
        for (MapEntryExpression option : PlanChecks.options(arguments)) {
            if (!option.getKeyExpression().getText().equals("civic")) continue;
            if (!(option.getValueExpression() instanceof MapExpression written)) continue;
            for (MapEntryExpression element : written.getMapEntryExpressions())
                text(element.getKeyExpression())
                        .filter(name -> !CivicAddress.ELEMENTS.contains(name))
                        .ifPresent(name -> findings.problem(
                                element.getKeyExpression(),
                                ProblemCode.UNKNOWN_NAME,
                                "a civic address has no element '" + name + "'",
                                Spelling.didYouMean(name, Set.copyOf(CivicAddress.ELEMENTS))
                                        .orElse("RFC 5139 names them: country, A1 to A6, RD, HNO, PC, FLR, …")));
        }
    }

    /** A choice of a menu. */
    void checkChoice(List<Expression> arguments) {
        if (!arguments.isEmpty()) checkPattern(arguments.getFirst());
    }

    private void checkQuestion(List<Expression> arguments) {
        arguments.forEach(this::checkSound);
        checkEndKey(arguments);
        for (MapEntryExpression option : PlanChecks.options(arguments)) {
            Expression value = option.getValueExpression();
            switch (option.getKeyExpression().getText()) {
                case "digits" -> checkNumber(value, "digits", 1, 32);
                case "tries" -> checkNumber(value, "tries", 1, 100);
                default -> {}
            }
        }
    }

    private void checkEndKey(List<Expression> arguments) {
        checkOptionOf(
                arguments,
                "end",
                value -> text(value)
                        .filter(key -> !KEY.matcher(key).matches())
                        .ifPresent(key -> findings.problem(
                                value, ProblemCode.BAD_VALUE, "'" + key + "' is no key", "'#', '*' or a digit")));
    }

    private void checkConference(List<Expression> arguments) {
        checkOptionOf(arguments, "music", this::checkSoundOption);
        checkOptionOf(arguments, "record", this::checkRecording);
        for (MapEntryExpression option : PlanChecks.options(arguments)) {
            if (!option.getKeyExpression().getText().equals("role")) continue;
            Expression value = option.getValueExpression();
            text(value)
                    .filter(role -> !ROLES.contains(role))
                    .ifPresent(role -> findings.problem(
                            value, ProblemCode.BAD_VALUE, "there is no role '" + role + "'", String.join(", ", ROLES)));
        }
    }

    private void checkAgent(List<Expression> arguments) {
        for (Expression argument : arguments)
            text(argument)
                    .filter(url -> !isWebSocket(url))
                    .ifPresent(url -> findings.problem(
                            argument,
                            ProblemCode.BAD_VALUE,
                            "'" + url + "' is no WebSocket",
                            "write 'wss://…' or 'ws://…'"));
        for (MapEntryExpression option : PlanChecks.options(arguments)) {
            Expression value = option.getValueExpression();
            switch (option.getKeyExpression().getText()) {
                case "rate" -> {
                    if (value instanceof ConstantExpression constant
                            && constant.getValue() instanceof Integer rate
                            && !AgentRequest.RATES.contains(rate))
                        findings.problem(
                                value,
                                ProblemCode.BAD_VALUE,
                                "rate: " + rate + " is none that agents have",
                                "8_000, 16_000 or 24_000");
                }
                case "protocol" ->
                    text(value)
                            .filter(name -> !PROTOCOLS.contains(name))
                            .ifPresent(name -> findings.problem(
                                    value,
                                    ProblemCode.BAD_VALUE,
                                    "there is no protocol '" + name + "'",
                                    String.join(", ", PROTOCOLS)));
                default -> {}
            }
        }
    }

    private static boolean isWebSocket(String url) {
        try {
            return AgentRequest.isUrl(new URI(url));
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private void checkNumber(Expression value, String option, int least, int most) {
        if (value instanceof ConstantExpression constant
                && constant.getValue() instanceof Integer number
                && (number < least || number > most)) {
            findings.problem(
                    value,
                    ProblemCode.BAD_VALUE,
                    option + ": " + number + " is out of range",
                    "from " + least + " to " + most);
        }
    }

    private void checkRoute(List<Expression> arguments) {
        for (Expression argument : arguments) {
            checkPattern(argument);
            if (argument instanceof BitwiseNegationExpression expression) checkExpression(expression.getExpression());
        }
        for (MapEntryExpression option : PlanChecks.options(arguments)) {
            switch (option.getKeyExpression().getText()) {
                case "trunk" -> checkTrunk(option.getValueExpression());
                case "source" -> checkSource(option.getValueExpression());
                case "when" -> checkGuard(option.getValueExpression());
                default -> {}
            }
        }
    }

    private void checkPattern(Expression argument) {
        if (argument instanceof ListExpression list) list.getExpressions().forEach(this::checkPattern);
        text(argument).ifPresent(pattern -> {
            try {
                NumberPattern.compile(pattern);
            } catch (NumberPattern.BadPattern bad) {
                int column = argument.getColumnNumber() + 1 + bad.index();
                findings.problem(
                        Span.of(argument.getLineNumber(), column, Math.max(pattern.length() - bad.index(), 1)),
                        ProblemCode.BAD_VALUE,
                        "pattern '" + pattern + "': " + bad.getMessage(),
                        Optional.empty());
            }
        });
    }

    private void checkExpression(Expression literal) {
        text(literal).ifPresent(expression -> {
            try {
                Pattern.compile(expression);
            } catch (PatternSyntaxException bad) {
                int column = literal.getColumnNumber() + 1 + Math.max(bad.getIndex(), 0);
                findings.problem(
                        Span.of(literal.getLineNumber(), column, 1),
                        ProblemCode.BAD_VALUE,
                        "regular expression: " + bad.getDescription(),
                        Optional.empty());
            }
        });
    }

    private void checkPlayed(Expression argument) {
        if (argument instanceof MapExpression || argument instanceof SpreadExpression) return;
        if (isA(typeOf(argument), Iterable.class)) checkSoundOption(argument);
        else checkSound(argument);
    }

    private void checkLoop(Expression value) {
        ClassNode type = typeOf(value);
        boolean fits = ClassHelper.getWrapper(type).equals(ClassHelper.Integer_TYPE)
                || type.equals(ClassHelper.make(Duration.class))
                || type.equals(ClassHelper.OBJECT_TYPE);
        if (!fits)
            findings.problem(value, ProblemCode.WRONG_TYPE, "loop: is a number of times", "loop: 3 or unlimited");
    }

    /** An option that may be a name, a sound or a list, which is more than the compiler can say of one. */
    private void checkSoundOption(Expression value) {
        if (!canBeSound(typeOf(value)))
            findings.problem(
                    value, ProblemCode.WRONG_TYPE, "this can't be played", "'a.wav', tone('…'), say('…'), or a list");
        checkSound(value);
    }

    private void checkSound(Expression argument) {
        if (argument instanceof ListExpression list) list.getExpressions().forEach(this::checkSound);
        text(argument).ifPresent(file -> {
            if (file.contains("://")) checkUrl(argument, file);
            else if (!facts.hasSound(file))
                findings.problem(
                        argument,
                        ProblemCode.MISSING_FILE,
                        "there is no sound file '" + file + "'",
                        facts.soundHint(file));
        });
    }

    private void checkUrl(Expression argument, String url) {
        try {
            Sound.named(url);
        } catch (IllegalArgumentException bad) {
            findings.problem(
                    argument,
                    ProblemCode.BAD_VALUE,
                    "'" + url + "' can't be played",
                    "write 'http://…' or 'https://…'");
        }
    }

    private void checkTone(Expression argument, List<Expression> all) {
        text(argument).ifPresent(tone -> {
            String country = PlanChecks.options(all).stream()
                    .filter(option -> option.getKeyExpression().getText().equals("country"))
                    .flatMap(option -> text(option.getValueExpression()).stream())
                    .findFirst()
                    .orElse("us");
            try {
                Sound.tone(tone, country);
            } catch (IllegalArgumentException bad) {
                findings.problem(
                        argument,
                        ProblemCode.BAD_VALUE,
                        String.valueOf(bad.getMessage()),
                        "or one of " + Sound.tones());
            }
        });
    }

    private void checkDialOption(MapEntryExpression option) {
        switch (option.getKeyExpression().getText()) {
            case "ringback", "announce" -> checkSoundOption(option.getValueExpression());
            case "record" -> checkMode("record", option.getValueExpression());
            default -> {}
        }
    }

    private void checkRecording(Expression file) {
        text(file)
                .filter(name ->
                        Path.of(name).isAbsolute() || Path.of(name).normalize().startsWith(".."))
                .ifPresent(name -> findings.problem(
                        file,
                        ProblemCode.BAD_VALUE,
                        "'" + name + "' leads out of the directory for recordings",
                        "recordings.directory says where that is"));
    }

    private void checkMode(String option, Expression value) {
        if (!isA(typeOf(value), CharSequence.class) && !typeOf(value).equals(ClassHelper.OBJECT_TYPE))
            findings.problem(
                    value,
                    ProblemCode.WRONG_TYPE,
                    option + ": says what is recorded",
                    "one of " + String.join(", ", RECORD_MODES));
        checkOneOf(value, RECORD_MODES, option, "no way to record a connection");
    }

    private void checkOneOf(Expression value, List<String> words, String option, String otherwise) {
        text(value)
                .filter(word -> !words.contains(word))
                .ifPresent(word -> findings.problem(
                        value,
                        ProblemCode.BAD_VALUE,
                        option + ": '" + word + "' is " + otherwise,
                        "one of " + String.join(", ", words)));
    }

    private void checkOptionOf(List<Expression> arguments, String name, Consumer<Expression> check) {
        for (MapEntryExpression option : PlanChecks.options(arguments))
            if (option.getKeyExpression().getText().equals(name)) check.accept(option.getValueExpression());
    }

    private void checkUser(Expression argument) {
        text(argument)
                .filter(name -> !facts.hasUser(name))
                .ifPresent(name -> findings.problem(
                        argument,
                        ProblemCode.UNKNOWN_NAME,
                        "there is no user '" + name + "'",
                        "users are named in the configuration"));
    }

    private void checkGroup(Expression argument) {
        text(argument)
                .filter(name -> !facts.groups().contains(name))
                .ifPresent(name -> unknown(argument, "group", name, facts.groups()));
    }

    private void checkQueue(Expression argument) {
        text(argument)
                .filter(name -> !facts.queues().contains(name))
                .ifPresent(name -> unknown(argument, "queue", name, facts.queues()));
    }

    private void unknown(Expression at, String what, String name, Set<String> names) {
        findings.problem(
                at,
                ProblemCode.UNKNOWN_NAME,
                "there is no " + what + " '" + name + "'",
                Spelling.didYouMean(name, names).orElse(what + "s are named in the configuration"));
    }

    private void checkTrunk(Expression argument) {
        text(argument)
                .filter(name -> !facts.hasTrunk(name))
                .ifPresent(name -> findings.problem(
                        argument,
                        ProblemCode.UNKNOWN_NAME,
                        "there is no trunk '" + name + "'",
                        "trunks are named in the configuration"));
    }

    /** Its arguments are objects of any kind, so that the compiler would take a map for one more. */
    private void checkNoOptions(String verb, Expression argument) {
        if (argument instanceof MapExpression options)
            findings.problem(
                    options.getMapEntryExpressions().getFirst().getKeyExpression(),
                    ProblemCode.UNKNOWN_OPTION,
                    verb + " takes no options",
                    "they belong to what dials: dial " + verb + "(…), timeout: 20.seconds");
    }

    private void checkTarget(Expression argument) {
        if (argument instanceof MapExpression || argument instanceof SpreadExpression) return;
        if (argument instanceof ListExpression list) {
            list.getExpressions().forEach(this::checkTarget);
            return;
        }
        if (argument instanceof MethodCallExpression call && "group".equals(call.getMethodAsString())) {
            if (call.getArguments() instanceof TupleExpression named)
                named.getExpressions().forEach(this::checkGroup);
            return;
        }
        if (isA(typeOf(argument), Map.class)) return; // options, told already
        checkUri(argument, "write 'sip:…', or user('…') for an account");
        if (!canBeTarget(typeOf(argument)))
            findings.problem(
                    argument,
                    ProblemCode.WRONG_TYPE,
                    "this can't be dialled",
                    "dial user('…'), trunk('…').to(number) or 'sip:…'");
    }

    private static boolean canBeTarget(ClassNode type) {
        return isA(type, Target.class)
                || isA(type, CharSequence.class)
                || (isA(type, Iterable.class)
                        && element(type).map(LiteralChecks::canBeTarget).orElse(true))
                || type.equals(ClassHelper.OBJECT_TYPE)
                || type.isArray();
    }

    private static boolean canBeSound(ClassNode type) {
        return isA(type, Sound.class)
                || isA(type, CharSequence.class)
                || (isA(type, Iterable.class)
                        && element(type).map(LiteralChecks::canBeSound).orElse(true))
                || type.equals(ClassHelper.OBJECT_TYPE)
                || type.isArray();
    }

    /** What a list holds, where the compiler knows. */
    private static Optional<ClassNode> element(ClassNode list) {
        GenericsType[] of = list.getGenericsTypes();
        return of == null || of.length != 1 || of[0].isPlaceholder() || of[0].isWildcard()
                ? Optional.empty()
                : Optional.of(of[0].getType());
    }

    private static boolean isA(ClassNode type, Class<?> face) {
        ClassNode wanted = ClassHelper.make(face);
        return type.equals(wanted) || type.isDerivedFrom(wanted) || type.implementsInterface(wanted);
    }

    private void checkUri(Expression argument, String hint) {
        text(argument)
                .filter(text -> !Target.isUri(text))
                .ifPresent(text ->
                        findings.problem(argument, ProblemCode.BAD_VALUE, "'" + text + "' is no SIP URI", hint));
    }

    private void checkRedirect(Expression argument) {
        if (argument instanceof ListExpression list) list.getExpressions().forEach(this::checkRedirect);
        else checkUri(argument, "write 'sip:…'");
    }

    private void checkStatus(Expression argument) {
        if (argument instanceof ConstantExpression constant
                && constant.getValue() instanceof Integer status
                && (status < 300 || status > 699)) {
            findings.problem(
                    argument, ProblemCode.BAD_VALUE, "a call is refused with a status of 300 to 699, not " + status);
        }
    }

    private void checkMask(Expression argument) {
        text(argument)
                .filter(mask -> !MASK.matcher(mask).matches())
                .ifPresent(mask -> findings.problem(
                        argument,
                        ProblemCode.BAD_VALUE,
                        "'" + mask + "' is no number mask",
                        "digits, +, *, # and then X for each digit to keep"));
    }

    private void checkHeader(List<Expression> arguments) {
        if (arguments.isEmpty()) return;
        text(arguments.getFirst())
                .filter(name -> !TOKEN.matcher(name).matches())
                .ifPresent(name -> findings.problem(
                        arguments.getFirst(), ProblemCode.BAD_VALUE, "'" + name + "' is no name of a header"));
    }

    private void checkSource(Expression argument) {
        text(argument).ifPresent(range -> {
            try {
                AddressRange.parse(range);
            } catch (IllegalArgumentException bad) {
                findings.problem(
                        argument,
                        ProblemCode.BAD_VALUE,
                        "'" + range + "' is no address or network",
                        "such as '10.0.0.0/8' or '2001:db8::1'");
            }
        });
    }

    private void checkGuard(Expression argument) {
        ClassNode type = typeOf(argument);
        boolean fits =
                isA(type, groovy.lang.Closure.class) || isA(type, Guard.class) || type.equals(ClassHelper.OBJECT_TYPE);
        if (!fits) findings.problem(argument, ProblemCode.WRONG_TYPE, "when: wants a guard", "write when: { … }");
    }

    private static ClassNode typeOf(Expression expression) {
        ClassNode inferred = expression.getNodeMetaData(StaticTypesMarker.INFERRED_TYPE);
        return inferred == null ? expression.getType() : inferred;
    }

    static Optional<String> text(Expression expression) {
        return expression instanceof ConstantExpression constant && constant.getValue() instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }
}
