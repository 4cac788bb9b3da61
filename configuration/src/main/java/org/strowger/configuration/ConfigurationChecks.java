package org.strowger.configuration;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.strowger.configuration.Configuration.Admin;
import org.strowger.configuration.Configuration.Listener;
import org.strowger.configuration.Configuration.Place;
import org.strowger.directory.Account;
import org.strowger.directory.Trunk;
import org.strowger.sip.digest.DigestAlgorithm;
import org.strowger.sip.digest.DigestServer.Verifier;
import org.strowger.statemachine.Secret;

/** What can only be judged when all keys have been read. */
final class ConfigurationChecks {

    private ConfigurationChecks() {}

    static void check(Configuration configuration, Problems problems) {
        listenersDiffer(configuration.listeners(), problems);
        mediaAddresses(configuration, problems);
        adminIsLocal(configuration.admin(), problems);
        trunksHaveListeners(configuration, problems);
        accountsAnswerChallenges(configuration, problems);
        noExamplePasswordInPublic(configuration, problems);
    }

    /** A phone answers the first challenge that it knows; which one that is, nobody can tell beforehand. */
    private static void accountsAnswerChallenges(Configuration configuration, Problems problems) {
        for (Account account : configuration.accounts().values()) {
            if (!(account.verifier() instanceof Verifier.Ha1(Secret md5, Secret sha256))) continue;
            if (md5.isEmpty() && sha256.isEmpty()) continue; // a mistake that is told already
            for (DigestAlgorithm asked : configuration.exchange().challenges()) {
                if (!(asked == DigestAlgorithm.MD5 ? md5 : sha256).isEmpty()) continue;
                String name = asked.token().toLowerCase(Locale.ROOT);
                problems.add(
                        0,
                        "accounts." + account.user(),
                        "has no 'ha1-" + name.replace("-", "") + "', but digest.algorithms asks for " + name
                                + "; add it, or ask for what the account has");
            }
        }
    }

    private static void listenersDiffer(List<Listener> listeners, Problems problems) {
        Map<String, Place> seen = new HashMap<>();
        for (Listener listener : listeners) {
            if (listener.address().getPort() == 0) continue;
            Place first = seen.putIfAbsent(listener.transport() + " " + listener.address(), listener.at());
            if (first != null) problems.add(listener.at(), "the same listener as in line " + first.line());
        }
    }

    private static void mediaAddresses(Configuration configuration, Problems problems) {
        List<InetAddress> bind = configuration.media().bind();
        long families = bind.stream().map(InetAddress::getClass).distinct().count();
        if (families < bind.size()) problems.add(0, "media.address", "name at most one IPv4 and one IPv6 address");
    }

    private static void adminIsLocal(Admin admin, Problems problems) {
        InetAddress address = admin.address().getAddress();
        if (!address.isLoopbackAddress())
            problems.add(
                    admin.at(),
                    address.getHostAddress()
                            + " can be reached from outside; use 127.0.0.1 or ::1, and a tunnel from elsewhere");
    }

    private static void trunksHaveListeners(Configuration configuration, Problems problems) {
        for (Trunk trunk : configuration.trunks().values()) {
            boolean reachable =
                    configuration.listeners().stream().anyMatch(listener -> listener.transport() == trunk.transport());
            if (!reachable)
                problems.add(
                        0,
                        "trunks." + trunk.name() + ".transport",
                        "no listener for " + trunk.transport().parameter() + "; add one under 'listen'");
        }
    }

    /** Everybody knows the examples' passwords: scanners try them within minutes. */
    private static void noExamplePasswordInPublic(Configuration configuration, Problems problems) {
        List<Listener> open = configuration.listeners().stream()
                .filter(listener -> !listener.address().getAddress().isLoopbackAddress())
                .toList();
        if (open.isEmpty()) return;
        String realm = configuration.domains().getFirst();
        for (Account account : configuration.accounts().values()) {
            if (!ExamplePasswords.isOne(account, realm)) continue;
            problems.add(
                    open.getFirst().at(),
                    open.getFirst().address().getAddress().getHostAddress()
                            + " can be reached from outside, and account " + account.user()
                            + " has a password from the examples; give it one of its own, or listen on 127.0.0.1");
        }
    }
}
