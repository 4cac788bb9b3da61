package org.strowger.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.strowger.cdr.RecordReader;
import org.strowger.cdr.WrittenRecord;
import org.strowger.configuration.Configuration;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.configuration.ConfigurationReader;
import org.strowger.dialplan.LoadResult;
import org.strowger.softswitch.Softswitch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code strowger replay calls.jsonl DIR}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Asks the dialplan of recorded calls, each at its time, and shows those that it sends elsewhere than"
                        + " they went. No call is made, nothing is looked up. Ends with 1 if there is such a call.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ReplayCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "RECORDS",
            description = "charging records: a file of JSON lines, or the directory of a journal")
    private Path records;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "CONFIG",
            defaultValue = RunCommand.HERE,
            description = "strowger.yaml, or its directory (default: here)")
    private Path config;

    @Option(
            names = "--against",
            paramLabel = "CONFIG",
            description = "compare with what this earlier plan does, in place of what the records say, and compare whom"
                    + " its routes dial, too")
    private @Nullable Path against;

    @Option(names = "--json", description = "a line of JSON for each call that goes elsewhere; all else on stderr")
    private boolean json;

    @Override
    public Integer call() {
        if (!Files.exists(records)) return refused("there is no " + records);
        Softswitch.warmUp(config);
        Optional<Replay.Plan> now = plan(config);
        Optional<Replay.Plan> before = Optional.ofNullable(against).flatMap(this::plan);
        if (now.isEmpty() || (against != null && before.isEmpty())) return Exit.PROBLEMS.code();
        return replay(before.map(earlier -> Replay.of(now.get(), earlier)).orElseGet(() -> Replay.of(now.get())));
    }

    private int refused(String why) {
        spec.commandLine().getErr().println("strowger: " + why);
        return Exit.REFUSED.code();
    }

    /** Empty where it has problems, which are told. */
    private Optional<Replay.Plan> plan(Path place) {
        return switch (ConfigurationReader.read(place)) {
            case Reading.Bad(var problems) -> problems(problems);
            case Reading.Good(Configuration configuration) ->
                switch (Softswitch.checkDialplan(configuration)) {
                    case LoadResult.Failed failed -> problems(failed.problems());
                    case LoadResult.Loaded loaded -> Optional.of(new Replay.Plan(configuration, loaded.dialplan()));
                };
        };
    }

    private Optional<Replay.Plan> problems(List<?> problems) {
        problems.forEach(spec.commandLine().getErr()::println);
        return Optional.empty();
    }

    private int replay(Replay replay) {
        ReplayTally tally = new ReplayTally();
        try {
            RecordReader.read(records, line -> replay(line, replay, tally));
        } catch (IOException e) {
            return refused(records + " can't be read: " + e.getMessage());
        }
        if (tally.isEmpty()) return refused("there is no charging record in " + records);
        print(tally);
        return (tally.moved() == 0 ? Exit.DONE : Exit.PROBLEMS).code();
    }

    private void replay(WrittenRecord line, Replay replay, ReplayTally tally) {
        switch (line) {
            case WrittenRecord.Broken broken -> tally.broken(broken);
            case WrittenRecord.Whole whole -> {
                Replayed found = replay.ask(whole.call());
                tally.add(whole, found);
                if (json && found instanceof Replayed.Moved moved)
                    spec.commandLine().getOut().println(page(whole, moved));
            }
        }
    }

    private void print(ReplayTally tally) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter rest = json ? spec.commandLine().getErr() : out;
        rest.println(tally.summary());
        if (!json) tally.movedLines().forEach(out::println);
        tally.otherLines().forEach(rest::println);
    }

    private static ObjectNode page(WrittenRecord.Whole line, Replayed.Moved moved) {
        WrittenRecord.Call call = line.call();
        ObjectNode page = JSON.createObjectNode();
        page.put("file", line.file().toString()).put("line", line.line()).put("cdr_id", line.id());
        page.put("call", call.id()).put("started", call.started().toString());
        page.put("caller", call.caller()).put("called", call.called());
        call.account().ifPresent(account -> page.put("account", account));
        call.trunk().ifPresent(trunk -> page.put("trunk", trunk));
        page.put("context", call.context()).put("was", moved.was()).put("now", moved.now());
        if (!moved.wasDialled().equals(moved.nowDialled())) {
            moved.wasDialled().forEach(page.putArray("was_dialled")::add);
            moved.nowDialled().forEach(page.putArray("now_dialled")::add);
        }
        return page;
    }
}
