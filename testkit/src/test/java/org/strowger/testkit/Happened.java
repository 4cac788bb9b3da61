package org.strowger.testkit;

import java.util.List;
import org.strowger.call.event.Happening;

/** The events of one kind, in order. */
final class Happened {

    private Happened() {}

    static <T extends Happening> List<T> at(VirtualSwitch home, Class<T> kind) {
        return home.events().stream()
                .map(event -> event.what())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
