package org.strowger.dialplan;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.strowger.dialplan.compile.CompiledFiles;
import org.strowger.dialplan.compile.KeptFiles;
import org.strowger.dialplan.compile.PlanCompiler;
import org.strowger.dialplan.literal.Known;
import org.strowger.dialplan.lookup.DataServices;
import org.strowger.directory.Directory;

/**
 * Loads dialplans: compiles their scripts, checks them against what the switch knows, and runs their top level, which
 * builds the routes. Never throws for what a script does. Safe on any thread; takes about a second at first and a tenth
 * of it later.
 */
public final class DialplanLoader {

    private final Known known;
    private final AtomicInteger versions;
    private final CompiledFiles compiler;

    /**
     * A loader that checks against these.
     *
     * @param directory users and trunks
     * @param sounds where names of sound files are looked for, in order
     */
    public DialplanLoader(Directory directory, List<Path> sounds) {
        this(directory, sounds, DataServices.none());
    }

    /**
     * A loader whose plans use these.
     *
     * @param directory users and trunks
     * @param sounds where names of sound files are looked for, in order
     * @param services databases, web services and tariffs; whoever made them closes them
     */
    public DialplanLoader(Directory directory, List<Path> sounds, DataServices services) {
        this(new Known(directory, sounds, services), CompiledFiles.FRESH);
    }

    private DialplanLoader(Known known, CompiledFiles compiler) {
        this(known, compiler, new AtomicInteger());
    }

    private DialplanLoader(Known known, CompiledFiles compiler, AtomicInteger versions) {
        this.known = known;
        this.compiler = compiler;
        this.versions = versions;
    }

    /** One that goes on where this one is, and checks against others: the same plan may load for them, or no longer. */
    public DialplanLoader knowing(Directory others) {
        return new DialplanLoader(new Known(others, known.sounds(), known.services()), compiler, versions);
    }

    /**
     * A loader that compiles a file once for as long as its text stays the same: for tests, which load one plan many
     * times. Each load still runs the top level anew. Classes are kept until the loader is forgotten.
     */
    public DialplanLoader compilingOnce() {
        return new DialplanLoader(known, new CompiledFiles.Remembered());
    }

    /**
     * A loader that keeps what it has compiled in a directory, for the next process: see {@link #warmUp(Path)}. One
     * that runs from anything but jars keeps nothing.
     */
    public DialplanLoader keeping(Path directory) {
        return KeptFiles.in(directory).map(this::keeping).orElse(this);
    }

    public DialplanLoader keeping(KeptFiles kept) {
        return new DialplanLoader(known, kept);
    }

    /**
     * A loader that remembers what this one has compiled, and whose plans use other services. Its versions begin with
     * 1.
     */
    public DialplanLoader asking(DataServices services) {
        return new DialplanLoader(new Known(known.directory(), known.sounds(), services), compiler);
    }

    /** Loads one plan from these files, read in this order. */
    public LoadResult load(List<Path> files) {
        return new Loading(known, compiler, Files::readString, versions::incrementAndGet).load(files);
    }

    /** Loads one plan from these files, read in this order. */
    public LoadResult load(Path... files) {
        return load(List.of(files));
    }

    /** Loads a version once more, as its files were when it was loaded; it gets a number of its own. */
    public LoadResult again(Map<Path, String> texts, List<Path> files) {
        return new Loading(known, compiler, file -> text(texts, file), versions::incrementAndGet).load(files);
    }

    private static String text(Map<Path, String> texts, Path file) throws NoSuchFileException {
        String text = texts.get(file);
        if (text == null) throw new NoSuchFileException(file.toString());
        return text;
    }

    /**
     * Gets the compiler ready in the background, for a switch that has other things to do while it starts, unless all
     * that is kept in the directory is still of use.
     */
    public static void warmUp(Path directory) {
        if (KeptFiles.in(directory).filter(KeptFiles::areCurrent).isEmpty())
            Thread.ofPlatform().daemon().name("dialplan-warm-up").start(PlanCompiler::warmUp);
    }
}
