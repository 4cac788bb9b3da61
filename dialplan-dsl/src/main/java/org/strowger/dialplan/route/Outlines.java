package org.strowger.dialplan.route;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The outlines of a plan's routes, by file. Immutable. */
public record Outlines(Map<Path, List<Outline>> all) {

    public Outlines {
        all = Map.copyOf(all);
    }

    /** Of the route at a place. */
    public Optional<Outline> of(Route.Place place) {
        var ofFile = all.getOrDefault(place.file(), List.of());
        return ofFile.stream()
                .filter(outline -> outline.line() == place.line())
                .findFirst()
                .or(() -> ofFile.stream()
                        .filter(outline -> outline.line() <= place.line() && place.line() <= outline.lastLine())
                        .findFirst());
    }
}
