package org.strowger.audio.sound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.strowger.audio.Pcm;
import org.strowger.audio.PcmReader;
import org.strowger.audio.Unplayable;

/**
 * Prompts by file, decoded once while the file keeps its size and time of change. What was used longest ago makes room
 * for what comes; a file of more than ten minutes is not kept but decoded for each who listens. Any thread; blocks on
 * the disk.
 */
final class PromptCache {

    private static final int MOST_SECONDS_KEPT = 600;

    /** Of all that is kept. */
    private static final long MOST_OCTETS = 64L << 20;

    /** What a file was when it was read. */
    private record Version(FileTime changed, long size) {}

    private static final class Slot {
        final ReentrantLock lock = new ReentrantLock();
        Optional<Playable> prompt = Optional.empty();
        Version version = new Version(FileTime.fromMillis(0), -1);
    }

    private final LeastRecent<Path, Slot> slots;
    private final Executor decoding;

    /** @param decoding runs what decodes long files, ahead of their listeners */
    PromptCache(Executor decoding) {
        this.decoding = decoding;
        this.slots = new LeastRecent<>(MOST_OCTETS, Slot::new);
    }

    Prompt prompt(Path file) throws IOException {
        Path path = file.toAbsolutePath().normalize();
        Version now = version(path);
        Slot slot = slots.at(path);
        slot.lock.lock();
        try {
            if (slot.prompt.isPresent() && now.equals(slot.version)) return slot.prompt.get();
            Playable read = read(path);
            slot.prompt = Optional.of(read);
            slot.version = now;
            slots.weighs(path, read instanceof PcmPrompt kept ? kept.size() : 0);
            return read;
        } finally {
            slot.lock.unlock();
        }
    }

    private Playable read(Path path) throws IOException {
        try (PcmReader reader = SoundFile.open(path.toString(), Files.newInputStream(path))) {
            int most = MOST_SECONDS_KEPT * reader.rate();
            Optional<short[]> pcm = reader.readAll(most);
            if (pcm.isPresent()) return new PcmPrompt(path.toString(), Pcm.of(reader.rate(), pcm.get()));
            if (reader.rate() % 50 != 0 || reader.rate() > 48_000)
                throw Unplayable.because(path.toString(), "too long for its rate of " + reader.rate() + " Hz");
            long length = most;
            short[] piece = new short[PcmReader.PIECE];
            for (int got = reader.read(piece, 0, piece.length); got > 0; got = reader.read(piece, 0, piece.length))
                length += got;
            Duration duration = Duration.ofMillis(length * 1000 / reader.rate());
            return new StreamedPrompt(path, reader.rate(), duration, decoding);
        }
    }

    private Version version(Path path) throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return new Version(now.lastModifiedTime(), now.size());
        } catch (IOException e) {
            slots.remove(path);
            throw new IOException(path + ": there is no such file that can be read; check its name and permissions", e);
        }
    }
}
