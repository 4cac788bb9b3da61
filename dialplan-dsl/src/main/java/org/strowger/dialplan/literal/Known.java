package org.strowger.dialplan.literal;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.strowger.call.Sound;
import org.strowger.dialplan.lookup.DataServices;
import org.strowger.dialplan.text.Spelling;
import org.strowger.directory.Directory;

/** What there is besides the scripts: accounts, trunks and sound files. */
public record Known(Directory directory, List<Path> sounds, DataServices services) {

    public Known {
        sounds = List.copyOf(sounds);
    }

    /** Without databases and tariffs. */
    public Known(Directory directory, List<Path> sounds) {
        this(directory, sounds, DataServices.none());
    }

    boolean hasSound(String name) {
        return Sound.shipped().contains(name) || Sound.within(sounds, name).isPresent();
    }

    boolean hasUser(String name) {
        return directory.account(name).isPresent();
    }

    Set<String> groups() {
        return directory.groups().keySet();
    }

    Set<String> queues() {
        return directory.queues().keySet();
    }

    boolean hasTrunk(String name) {
        return directory.trunk(name).isPresent();
    }

    /** What to do about a sound that isn't there. */
    String soundHint(String name) {
        if (sounds.isEmpty()) return "no sound folder is configured";
        return Spelling.didYouMean(name, soundNames())
                .orElse("looked for in " + sounds.stream().map(Path::toString).collect(Collectors.joining(", ")));
    }

    private Set<String> soundNames() {
        var names = new TreeSet<>(Sound.shipped());
        for (Path folder : sounds) {
            String[] files = folder.toFile().list();
            if (files != null) names.addAll(List.of(files));
        }
        return names;
    }
}
