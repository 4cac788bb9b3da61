package org.strowger.cli;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.strowger.configuration.Configuration;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.configuration.ConfigurationReader;
import org.strowger.sip.Transport;
import org.strowger.statemachine.Secret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code strowger phone 1001 my-pbx --dial '*43'}. */
@Command(
        name = "phone",
        mixinStandardHelpOptions = true,
        description =
                "A phone on the console: registers at the switch, calls, answers, presses keys, plays a file, keeps"
                        + " what it hears.",
        footer = "On the console: call NUMBER, answer, press KEYS, play FILE, hangup, quit.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class PhoneCommand implements Callable<Integer> {

    private static final int USUAL_PORT = 5060;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "the account's name, such as 1001")
    private String account;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "CONFIG",
            defaultValue = ".",
            description = "strowger.yaml of the switch, or its directory: the password and the address are read there"
                    + " (default: here)")
    private Path config;

    @Option(names = "--dial", paramLabel = "NUMBER", description = "calls this number, and ends with that call")
    private @Nullable String dial;

    @Option(names = "--answer", description = "answers by itself, after a second")
    private boolean answer;

    @Option(names = "--press", paramLabel = "KEYS", description = "presses these a second after the answer")
    private @Nullable String press;

    @Option(names = "--play", paramLabel = "FILE", description = "speaks this sound file after the answer")
    private @Nullable Path play;

    @Option(names = "--save", paramLabel = "FILE", description = "keeps what is heard as a WAV file")
    private @Nullable Path save;

    @Option(names = "--for", paramLabel = "SECONDS", description = "hangs up so many seconds after the answer")
    private @Nullable Integer seconds;

    @Option(
            names = "--password",
            description = "where the configuration isn't at hand",
            interactive = true,
            arity = "0..1")
    private @Nullable String password;

    @Option(
            names = "--server",
            paramLabel = "ADDRESS:PORT",
            description = "where the switch listens, if not as configured")
    private @Nullable String server;

    @Override
    public Integer call() throws Exception {
        Optional<Configuration> known = configuration();
        if (known.isEmpty() && (password == null || server == null)) return Exit.PROBLEMS.code();
        Optional<Secret> secret = Optional.ofNullable(password).map(Secret::of).or(() -> known.flatMap(this::password));
        if (secret.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("strowger: " + config + " holds no account " + account
                            + " with a password to read; use --password");
            return Exit.PROBLEMS.code();
        }
        InetSocketAddress exchange = server != null ? address(server) : listener(known.orElseThrow());
        String domain = known.map(found -> found.domains().getFirst())
                .orElseGet(() -> exchange.getAddress().getHostAddress());
        var wishes = new PhoneSession.Wishes(
                Optional.ofNullable(dial),
                Optional.ofNullable(press),
                Optional.ofNullable(play),
                Optional.ofNullable(save),
                Optional.ofNullable(seconds).map(Duration::ofSeconds));
        InputStream in = System.in;
        return PhoneSession.run(
                account,
                secret.get(),
                domain,
                exchange,
                answer,
                wishes,
                in,
                spec.commandLine().getOut());
    }

    private Optional<Configuration> configuration() {
        return switch (ConfigurationReader.read(config)) {
            case Reading.Good(Configuration good) -> Optional.of(good);
            case Reading.Bad(var problems) -> {
                if (password == null || server == null) {
                    problems.forEach(spec.commandLine().getErr()::println);
                    spec.commandLine()
                            .getErr()
                            .println("strowger: say where the switch's configuration is: strowger phone " + account
                                    + " DIR; or use --server and --password");
                }
                yield Optional.empty();
            }
        };
    }

    private Optional<Secret> password(Configuration configuration) {
        return Optional.ofNullable(configuration.accounts().get(account))
                .flatMap(found -> PhoneSession.password(found));
    }

    private static InetSocketAddress listener(Configuration configuration) {
        List<Configuration.Listener> all = configuration.listeners();
        InetSocketAddress first = all.stream()
                .filter(listener -> listener.transport() == Transport.USUAL)
                .findFirst()
                .orElse(all.getFirst())
                .address();
        return first.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), first.getPort())
                : first;
    }

    private static InetSocketAddress address(String text) throws UnknownHostException {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        int port = colon < 0 ? USUAL_PORT : Integer.parseInt(text.substring(colon + 1));
        return new InetSocketAddress(InetAddress.getAllByName(host)[0], port);
    }
}
