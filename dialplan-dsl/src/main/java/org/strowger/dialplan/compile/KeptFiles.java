package org.strowger.dialplan.compile;

import groovy.lang.GroovyClassLoader;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.dialplan.check.Findings;
import org.strowger.dialplan.compile.KeptPlan.Mark;
import org.strowger.dialplan.compile.PlanCompiler.Compiled;
import org.strowger.dialplan.literal.Facts;
import org.strowger.dialplan.literal.Known;
import org.strowger.dialplan.plan.ScriptClasses;
import org.strowger.dialplan.text.ShippedPlans;

/**
 * Keeps what was compiled in a directory beside the plan, so that a switch which starts again doesn't compile again.
 * What is kept serves as long as the text, the answers to the questions of its checks, the switch and the JVM are the
 * same; else the file is compiled. Where the directory can't be written nothing is kept, and nothing fails.
 */
public final class KeptFiles implements CompiledFiles {

    private static final Logger LOG = LoggerFactory.getLogger(KeptFiles.class);
    /** Whatever the umask says: what others may write is not loaded. */
    private static final FileAttribute<?> OURS_TO_WRITE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));

    private static final String ENDING = ".plan";
    private static final int DIGEST_SHOWN = 16;

    private final Path directory;
    private final String build;

    /**
     * Keeps files of one build.
     *
     * @param build what must be the same for kept classes to be of use: the switch and the JVM
     */
    KeptFiles(Path directory, String build) {
        this.directory = directory;
        this.build = build;
    }

    /**
     * Keeps files of the build that this process' class path makes; empty where that holds classes that are no jars,
     * which change without a trace.
     */
    public static Optional<KeptFiles> in(Path directory) {
        return build(System.getProperty("java.class.path", "")).map(build -> new KeptFiles(directory, build));
    }

    /** The JVM, and each jar with its size and time. */
    private static Optional<String> build(String classPath) {
        var all = new StringBuilder(Runtime.version().toString());
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            try {
                var file = Files.readAttributes(Path.of(entry), BasicFileAttributes.class);
                if (!file.isRegularFile()) return Optional.empty();
                all.append('\n')
                        .append(entry)
                        .append(' ')
                        .append(file.size())
                        .append(' ')
                        .append(file.lastModifiedTime());
            } catch (IOException _) {
                return Optional.empty();
            }
        }
        return Optional.of(digest(all.toString()));
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Whether there is something kept, and all of it is of texts that are still the same: most likely nothing will have
     * to be compiled.
     */
    public boolean areCurrent() {
        try (Stream<Path> kept = Files.list(directory)) {
            var marks = kept.filter(file -> file.toString().endsWith(ENDING)).toList();
            return !marks.isEmpty() && marks.stream().allMatch(this::isCurrent);
        } catch (IOException _) {
            return false; // nothing is kept yet
        }
    }

    private boolean isCurrent(Path kept) {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(kept)))) {
            Mark mark = Mark.read(in);
            Path file = Path.of(mark.file());
            return mark.equals(mark(file, text(file)));
        } catch (IOException | RuntimeException _) {
            return false;
        }
    }

    private static String text(Path file) throws IOException {
        return ShippedPlans.isShipped(file)
                ? ShippedPlans.text(file).orElseThrow(() -> new NoSuchFileException(file.toString()))
                : Files.readString(file);
    }

    private Mark mark(Path file, String text) {
        return new Mark(build, whole(file), digest(text));
    }

    private static String whole(Path file) {
        return ShippedPlans.isShipped(file)
                ? file.toString()
                : file.toAbsolutePath().normalize().toString();
    }

    private Path place(Path file) {
        String path = digest(whole(file)).substring(0, DIGEST_SHOWN);
        return directory.resolve(file.getFileName() + "-" + path + ENDING);
    }

    @Override
    public Compiled of(Path file, String text, Known known) {
        Path place = place(file);
        Mark mark = mark(file, text);
        Optional<Compiled> kept = kept(place, mark, file, text, known);
        if (kept.isPresent()) return kept.get();
        Map<String, byte[]> classes = new LinkedHashMap<>();
        var facts = new Facts(known);
        Compiled compiled = PlanCompiler.compile(file, text, facts, classes::put);
        if (compiled.script().isPresent() && compiled.findings().problems().isEmpty())
            keep(place, kept(compiled, mark, facts, classes));
        return compiled;
    }

    private static KeptPlan kept(Compiled compiled, Mark mark, Facts facts, Map<String, byte[]> classes) {
        Findings found = compiled.findings();
        String script = compiled.script().orElseThrow().getClass().getName();
        return new KeptPlan(mark, facts.asked(), found.includes(), found.sites(), found.outlines(), script, classes);
    }

    private Optional<Compiled> kept(Path place, Mark mark, Path file, String text, Known known) {
        if (!Files.exists(place)) return Optional.empty();
        Optional<String> doubt = TrustedFiles.doubt(ShippedPlans.isShipped(file) ? home() : file, directory, place);
        if (doubt.isPresent()) {
            LOG.atWarn().log("what was compiled of {} isn't loaded, it is compiled anew: {}", file, doubt.get());
            return Optional.empty();
        }
        try {
            KeptPlan kept = KeptPlan.of(Files.readAllBytes(place));
            if (!kept.mark().equals(mark) || !Facts.hold(kept.facts(), known)) return Optional.empty();
            var findings = new Findings(file, text);
            findings.restore(kept.includes(), kept.sites(), kept.outlines());
            return Optional.of(PlanCompiler.load(text, KeptClasses.of(kept.classes()), kept.script(), findings));
        } catch (IOException | ReflectiveOperationException | RuntimeException | LinkageError unusable) {
            LOG.atDebug().setCause(unusable).log("{} is of no use: {} is compiled", place, file);
            return Optional.empty();
        }
    }

    /** In whole or not at all. */
    private void keep(Path place, KeptPlan kept) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory, OURS_TO_WRITE);
                give(directory);
                give(Files.writeString(directory.resolve(".gitignore"), "*\n"));
            }
            Path part = Files.createTempFile(directory, "part", "");
            try {
                Files.write(part, kept.bytes());
                give(part);
                Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part); // where it could not be written in whole
            }
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("{} can't be written: the next start compiles again", place);
        }
    }

    /**
     * Makes what root has compiled belong to whoever the plan belongs to: a switch that runs as somebody else is to
     * read it, and to write it anew.
     */
    private void give(Path made) throws IOException {
        UserPrincipal owner = Files.getOwner(home());
        var view = Files.getFileAttributeView(made, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (owner.equals(view.getOwner())) return;
        try {
            view.setOwner(owner);
        } catch (FileSystemException _) {
            // Only root may: to whoever else compiles, it is of use.
        }
    }

    /** The folder of the plan, which is whose that is. */
    private Path home() {
        return Objects.requireNonNull(directory.toAbsolutePath().getParent(), "the root keeps nothing");
    }

    @Override
    public void handOver(Compiled one, ScriptClasses plan) {
        plan.add(one.classes());
    }

    /** The classes of one file, defined from their class files. */
    static final class KeptClasses extends GroovyClassLoader {

        private final Map<String, byte[]> files;
        private final List<Class<?>> defined = new ArrayList<>();

        private KeptClasses(Map<String, byte[]> files) {
            super(PlanCompiler.class.getClassLoader(), CompilerConfiguration.DEFAULT, false);
            this.files = files;
        }

        /** All of them at once, so that all are let go with the plan. */
        static KeptClasses of(Map<String, byte[]> files) throws ClassNotFoundException {
            var classes = new KeptClasses(files);
            for (String name : files.keySet()) classes.loadClass(name);
            return classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] file = files.get(name);
            if (file == null) return super.findClass(name);
            Class<?> found = defineClass(name, file, 0, file.length);
            defined.add(found);
            return found;
        }

        @Override
        public Class<?>[] getLoadedClasses() {
            return defined.toArray(new Class<?>[0]);
        }
    }
}
