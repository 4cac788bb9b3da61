package org.strowger.call.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.strowger.directory.Binding;
import org.strowger.directory.Target;

/** Which of an account's contacts lead to a phone, as far as is known. On a loop. */
public final class ReachablePhones {

    private ReachablePhones() {}

    /** Those that answer, and whose flow stands. */
    public static List<Binding> among(List<Binding> registered, String account, ExchangeServices home) {
        return registered.stream()
                .filter(binding -> !home.isUnreachable(account, binding) && hasItsFlow(binding, home))
                .toList();
    }

    /** RFC 5626 §5.3: nobody but the phone can open a connection that was its flow again. */
    private static boolean hasItsFlow(Binding binding, ExchangeServices home) {
        return binding.outbound().isEmpty()
                || !binding.flow().isConnection()
                || home.network().stands(binding.flow());
    }

    /** The device that a contact is one of the flows of. */
    public static String device(Binding binding) {
        return binding.outbound().map(Binding.Outbound::instance).orElseGet(binding::key);
    }

    /** The ways to each device of an account that is there, the newest first (RFC 5626 §6). */
    public static Collection<List<Target>> of(String account, ExchangeServices home) {
        Map<String, List<Target>> devices = new LinkedHashMap<>();
        for (Binding binding : among(home.locations().lookup(account), account, home))
            home.contact(account, binding)
                    .ifPresent(way -> devices.computeIfAbsent(device(binding), _ -> new ArrayList<>(1))
                            .add(way));
        return devices.values();
    }
}
