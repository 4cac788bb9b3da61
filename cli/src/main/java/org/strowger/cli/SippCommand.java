package org.strowger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.strowger.configuration.Configuration;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.configuration.ConfigurationReader;
import org.strowger.softswitch.StartFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code strowger sipp DIR scenario.xml -- -s 1002}. */
@Command(
        name = "sipp",
        mixinStandardHelpOptions = true,
        description = "Runs SIPp scenarios against a switch of its own with this configuration, on free ports of the"
                + " loopback.",
        footer = {
            "What stands behind -- goes to SIPp, for each scenario that calls: -- -s 1002 -m 10 -au 1001 -ap secret",
            "Each scenario makes one call unless -m says otherwise. Recordings and mailboxes are kept nowhere."
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class SippCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "CONFIG", description = "strowger.yaml, or its directory")
    private Path config;

    @Parameters(index = "1..*", paramLabel = "SCENARIO", description = "files of SIPp, run one after the other")
    private List<String> words = List.of();

    @Option(
            names = "--answering",
            paramLabel = "SCENARIO=PORT",
            description = "a scenario that is called: listens at this port of 127.0.0.1 meanwhile")
    private Map<Path, Integer> answering = new LinkedHashMap<>();

    @Option(
            names = "--trunk",
            paramLabel = "NAME=PORT",
            description = "calls to this trunk go to this port of 127.0.0.1 instead")
    private Map<String, Integer> trunks = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var err = spec.commandLine().getErr();
        List<Path> scenarios = words.stream()
                .takeWhile(word -> !word.startsWith("-"))
                .map(Path::of)
                .toList();
        List<String> options = words.subList(scenarios.size(), words.size());
        List<String> mistakes = mistakes(scenarios);
        mistakes.forEach(mistake -> err.println("strowger: " + mistake));
        if (!mistakes.isEmpty()) return Exit.REFUSED.code();
        switch (ConfigurationReader.read(config)) {
            case Reading.Bad(var problems) -> {
                problems.forEach(err::println);
                return Exit.PROBLEMS.code();
            }
            case Reading.Good(Configuration live) -> {
                List<String> unknown = trunks.keySet().stream()
                        .filter(name -> !live.trunks().containsKey(name))
                        .toList();
                unknown.forEach(name -> err.println("strowger: " + live.file() + " names no trunk " + name));
                if (!unknown.isEmpty()) return Exit.REFUSED.code();
                return run(new SippRun(live, trunks, options, spec.commandLine().getOut()), scenarios);
            }
        }
    }

    private int run(SippRun run, List<Path> scenarios) throws IOException, InterruptedException {
        try (run) {
            run.start();
            for (Map.Entry<Path, Integer> one : answering.entrySet()) run.answer(one.getKey(), one.getValue());
            for (Path scenario : scenarios) run.call(scenario);
            return run.finish() ? Exit.DONE.code() : Exit.PROBLEMS.code();
        } catch (StartFailure failure) {
            failure.lines().forEach(spec.commandLine().getErr()::println);
            return failure.kind() == StartFailure.Kind.DIALPLAN ? Exit.PROBLEMS.code() : Exit.REFUSED.code();
        }
    }

    private List<String> mistakes(List<Path> scenarios) {
        if (!SippRun.isInstalled())
            return List.of("SIPp is not installed: apt-get install -y sip-tester, or put sipp on the PATH");
        if (scenarios.isEmpty()) return List.of("no scenario is named; 'strowger sipp --help' tells how");
        return Stream.concat(scenarios.stream(), answering.keySet().stream())
                .filter(file -> !Files.isRegularFile(file))
                .map(file -> "there is no scenario " + file)
                .toList();
    }
}
