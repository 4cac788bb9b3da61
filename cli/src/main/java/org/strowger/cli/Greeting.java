package org.strowger.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.strowger.configuration.Configuration;
import org.strowger.configuration.ExamplePasswords;
import org.strowger.configuration.Version;
import org.strowger.directory.Account;
import org.strowger.sip.transport.Addresses;
import org.strowger.softswitch.Softswitch;

/** What {@code run} says when the switch has started: where it listens, who may register, what to dial. */
final class Greeting {

    private static final int SHOWN = 12;

    private Greeting() {}

    static List<String> lines(Softswitch softswitch) {
        Configuration configuration = softswitch.configuration();
        List<String> lines = new ArrayList<>();
        lines.add("Strowger " + Version.NUMBER + ", " + configuration.file());
        lines.add("  listens    "
                + softswitch.listeners().stream().map(Addresses::text).collect(Collectors.joining(", ")));
        lines.add("  accounts   " + accounts(configuration));
        routes(softswitch.routes()).forEach(lines::add);
        String admin = Addresses.text(softswitch.adminAddress());
        lines.add("  status     strowger status, or http://" + admin + "/status and /metrics");
        return lines;
    }

    private static String accounts(Configuration configuration) {
        Collection<Account> accounts = configuration.accounts().values();
        if (accounts.isEmpty()) return "none; add some under 'accounts'";
        String realm = configuration.domains().getFirst();
        boolean known = accounts.stream().anyMatch(account -> ExamplePasswords.isOne(account, realm));
        return some(accounts.stream().map(Account::user).toList(), ", ")
                + (known ? " (passwords as in " + configuration.file() + ")" : "");
    }

    /** A line for each route, the first with a heading. */
    private static List<String> routes(List<String> routes) {
        List<String> lines = new ArrayList<>();
        for (String route : routes.subList(0, Math.min(SHOWN, routes.size())))
            lines.add((lines.isEmpty() ? "  dial       " : "             ") + route);
        if (routes.size() > SHOWN) lines.add("             … and " + (routes.size() - SHOWN) + " more routes");
        return lines;
    }

    private static String some(List<String> names, String separator) {
        if (names.size() <= SHOWN) return String.join(separator, names);
        return String.join(separator, names.subList(0, SHOWN)) + " … and " + (names.size() - SHOWN) + " more";
    }
}
