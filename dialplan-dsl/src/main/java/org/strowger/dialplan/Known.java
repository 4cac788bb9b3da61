package org.strowger.dialplan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.strowger.call.Directory;

/** What there is besides the scripts: accounts, trunks and sound files. */
record Known(Directory directory, List<Path> sounds) {

    Known {
        sounds = List.copyOf(sounds);
    }

    boolean hasSound(String name) {
        return sounds.stream().map(folder -> folder.resolve(name)).anyMatch(Files::isRegularFile);
    }

    boolean hasUser(String name) {
        return directory.account(name).isPresent();
    }

    boolean hasTrunk(String name) {
        return directory.trunk(name).isPresent();
    }

    /** Where sounds are looked for, in words. */
    String soundFolders() {
        return sounds.isEmpty()
                ? "no sound folder is configured"
                : "looked for in "
                        + String.join(", ", sounds.stream().map(Path::toString).toList());
    }
}
