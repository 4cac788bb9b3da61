package org.strowger.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.strowger.call.DialOutcome;
import org.strowger.configuration.Configuration;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.configuration.ConfigurationReader;
import org.strowger.dialplan.LoadResult;
import org.strowger.dialplan.explain.Explainer;
import org.strowger.dialplan.explain.Explanation;
import org.strowger.dialplan.explain.Inquiry;
import org.strowger.dialplan.table.TableFailed;
import org.strowger.directory.Account;
import org.strowger.directory.Trunk;
import org.strowger.softswitch.Softswitch;
import org.strowger.softswitch.log.TerminalText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code strowger explain DIR --from 1001 --to 911}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "Tells what would become of a call, and why: each route that doesn't take it, the one that does, and"
                        + " what that one does. No call is made.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ExplainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigArgument config;

    @Option(names = "--from", required = true, paramLabel = "NUMBER", description = "who calls: a number, or a URI")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "NUMBER", description = "the number dialled")
    private String to;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            defaultValue = "",
            description = "when, as 2026-12-25T03:00+01:00 (default: now)")
    private String at;

    @Option(
            names = "--header",
            paramLabel = "'NAME: VALUE'",
            description = "a header of the INVITE; may come more than once")
    private List<String> headers = List.of();

    @Option(
            names = "--trunk",
            paramLabel = "NAME",
            defaultValue = "",
            description = "the trunk that the call comes from")
    private String trunk;

    @Option(
            names = "--source",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "the address that the INVITE comes from (default: 127.0.0.1)")
    private String source;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            defaultValue = "",
            description = "the context that it enters (default: that of the trunk or of the caller's account)")
    private String context;

    @Option(
            names = "--outcome",
            split = ",",
            paramLabel = "OUTCOME",
            description =
                    "what each dial comes to: answered, busy, no-answer, rejected or unreachable, with a status where"
                            + " it has one, as rejected:403 (default: answered)")
    private List<String> outcomes = List.of();

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Override
    public Integer call() {
        Softswitch.warmUp(config.path());
        try {
            return switch (ConfigurationReader.read(config.path())) {
                case Reading.Bad(var problems) -> problems(problems);
                case Reading.Good(Configuration configuration) -> explain(configuration);
            };
        } catch (IllegalArgumentException | DateTimeException | TableFailed mistake) {
            spec.commandLine().getErr().println("strowger: " + mistake.getMessage());
            return Exit.REFUSED.code();
        }
    }

    private int explain(Configuration configuration) {
        Inquiry inquiry = inquiry(configuration);
        return switch (Softswitch.checkDialplan(configuration)) {
            case LoadResult.Failed failed -> problems(failed.problems());
            case LoadResult.Loaded loaded -> {
                print(Explainer.explain(loaded.dialplan(), inquiry));
                yield Exit.DONE.code();
            }
        };
    }

    private int problems(List<?> problems) {
        problems.forEach(spec.commandLine().getOut()::println);
        return Exit.PROBLEMS.code();
    }

    private Inquiry inquiry(Configuration configuration) {
        Optional<Trunk> through = trunk.isEmpty()
                ? Optional.empty()
                : Optional.of(Optional.ofNullable(configuration.trunks().get(trunk))
                        .orElseThrow(() -> new IllegalArgumentException("--trunk: there is no trunk '" + trunk + "'")));
        Optional<Account> account = through.isPresent()
                ? Optional.empty()
                : Optional.ofNullable(configuration.accounts().get(from));
        String entered = !context.isEmpty()
                ? context
                : through.map(Trunk::context)
                        .or(() -> account.map(Account::context))
                        .orElse("default");
        return new Inquiry(
                from,
                to,
                configuration.domains().getFirst(),
                entered,
                at.isEmpty() ? Instant.now() : OffsetDateTime.parse(at).toInstant(),
                headers(),
                InetAddress.ofLiteral(source),
                through.map(Trunk::name),
                account.map(_ -> from),
                outcomes.stream().map(ExplainCommand::outcome).toList());
    }

    private Map<String, String> headers() {
        Map<String, String> all = new LinkedHashMap<>();
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon < 1) throw new IllegalArgumentException("--header: '" + header + "' is not 'Name: value'");
            all.put(
                    header.substring(0, colon).strip(),
                    header.substring(colon + 1).strip());
        }
        return all;
    }

    private static DialOutcome outcome(String written) {
        List<String> parts = new ArrayList<>(List.of(written.split(":", 2)));
        return switch (parts.getFirst().toLowerCase(Locale.ROOT).replace("-", "")) {
            case "answered" -> new DialOutcome.Answered(Duration.ofMinutes(1));
            case "busy" -> new DialOutcome.Busy(status(parts, 486));
            case "noanswer" -> new DialOutcome.NoAnswer();
            case "rejected" -> new DialOutcome.Rejected(status(parts, 603));
            case "unreachable" -> new DialOutcome.Unreachable(status(parts, 480), "assumed");
            default ->
                throw new IllegalArgumentException(
                        "--outcome: '" + written + "' is none of answered, busy, no-answer, rejected, unreachable");
        };
    }

    private static int status(List<String> parts, int usual) {
        return parts.size() < 2 ? usual : Integer.parseInt(parts.get(1));
    }

    private void print(Explanation explanation) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) out.println(page(explanation).toPrettyString());
        else explanation.lines().stream().map(TerminalText::of).forEach(out::println);
    }

    private static ObjectNode page(Explanation explanation) {
        ObjectNode page = new ObjectMapper().createObjectNode();
        page.put("version", explanation.version()).put("context", explanation.context());
        for (Explanation.Considered one : explanation.considered())
            page.withArray("considered")
                    .addObject()
                    .put("what", one.what())
                    .put("verdict", one.verdict().name().toLowerCase(Locale.ROOT))
                    .put("why", one.why());
        page.put("route", explanation.route());
        for (Explanation.Step step : explanation.steps()) {
            ObjectNode written = page.withArray("steps").addObject();
            written.put("verb", step.verb()).put("text", step.text()).put("result", step.result());
            step.sent().forEach(header -> written.withArray("sent").add(header));
        }
        return page.put("status", explanation.status()).put("end", explanation.end());
    }
}
