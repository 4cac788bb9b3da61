package org.strowger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code strowger unban}. */
@Command(
        name = "unban",
        mixinStandardHelpOptions = true,
        description = "Makes a running switch read again from an address that it has banned for wrong credentials.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class UnbanCommand extends AdminCommand {

    @Parameters(index = "0", paramLabel = "ADDRESS", description = "as 'strowger status --sources' shows it")
    private String address;

    @Mixin
    private RunningConfigArgument config;

    @Override
    Path config() {
        return config.path();
    }

    @Override
    Exit ask(AdminClient client, PrintWriter out) throws IOException {
        AdminClient.Answer answer = client.ask("POST", "/unban?address=" + address.replaceAll("[^0-9A-Fa-f.:]", ""));
        if (answer.status() == 200) {
            out.println(answer.body().strip());
            return Exit.DONE;
        }
        err().println("strowger: " + answer.body().strip());
        return Exit.REFUSED;
    }
}
