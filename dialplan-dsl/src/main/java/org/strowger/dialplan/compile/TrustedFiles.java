package org.strowger.dialplan.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * Whether class files may be loaded: whoever can write them runs code as the switch. They, and the directory that they
 * are in, must belong to the switch's user, to root, or to whom the plan belongs, who is believed anyway; and nobody
 * else may write them.
 */
final class TrustedFiles {

    private static final int ROOT = 0;
    private static final Path OURSELVES = Path.of("/proc/self");

    private TrustedFiles() {}

    /** Why one of these isn't to be trusted; empty if all are. */
    static Optional<String> doubt(Path plan, Path... kept) {
        try {
            Set<Integer> trusted = Set.copyOf(java.util.List.of(ROOT, owner(OURSELVES), owner(plan)));
            for (Path path : kept) {
                if (!trusted.contains(owner(path)))
                    return Optional.of(path + " belongs to somebody else; delete it, if you don't know why");
                Set<PosixFilePermission> may = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
                if (may.contains(PosixFilePermission.GROUP_WRITE) || may.contains(PosixFilePermission.OTHERS_WRITE))
                    return Optional.of(
                            "others may write " + path + "; delete it, or 'chmod go-w' it if all in it is yours");
            }
            return Optional.empty();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return Optional.of("whose they are can't be told here (" + unknown.getMessage() + ")");
        }
    }

    private static int owner(Path path) throws IOException {
        LinkOption[] links = path.equals(OURSELVES) ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
        return (int) Files.getAttribute(path, "unix:uid", links);
    }
}
