package org.strowger.media;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Prompts by file, converted once while the file keeps its size and time of change; let go when memory runs short. Any thread. */
final class PromptCache {

    private static final class Slot {
        final ReentrantLock lock = new ReentrantLock();
        SoftReference<WavPrompt> prompt = new SoftReference<>(null);
        FileTime changed = FileTime.fromMillis(0);
        long size = -1;
    }

    private final ConcurrentHashMap<Path, Slot> slots = new ConcurrentHashMap<>();

    Prompt prompt(Path file) throws IOException {
        Path path = file.toAbsolutePath().normalize();
        BasicFileAttributes now = attributes(path);
        Slot slot = slots.computeIfAbsent(path, p -> new Slot());
        slot.lock.lock();
        try {
            WavPrompt known = slot.prompt.get();
            boolean same = now.size() == slot.size && now.lastModifiedTime().equals(slot.changed);
            if (known != null && same) return known;
            WavPrompt read = new WavPrompt(path, WavFile.read(path));
            slot.prompt = new SoftReference<>(read);
            slot.size = now.size();
            slot.changed = now.lastModifiedTime();
            return read;
        } finally {
            slot.lock.unlock();
        }
    }

    private BasicFileAttributes attributes(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class);
        } catch (IOException e) {
            slots.remove(path);
            throw new IOException(path + ": there is no such file that can be read; check its name and permissions", e);
        }
    }
}
