package org.strowger.voicemail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.strowger.call.MailboxGreeting;
import org.strowger.call.Sound;

/**
 * Mailboxes as directories: {@code BOX/new} and {@code BOX/saved} hold a sound file a message, whose name tells when it
 * came, how long it is and who left it; {@code BOX/tmp} holds what is being recorded; {@code BOX/outbox} what is still
 * to be sent by e-mail; {@code BOX/greeting.wav} and {@code BOX/busy.wav} are what the owner has recorded. A message is
 * moved into place when it is complete, so that nobody sees half of one. Blocks on the disk.
 */
public final class Mailboxes {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9+][A-Za-z0-9._+*#-]{0,63}");
    private static final Pattern MESSAGE = Pattern.compile("(\\d+)-(\\d+)-([^-]*)-[^-]+\\.wav");

    private final VoicemailSettings settings;
    private final PinLocks pinLocks;

    /** Those of a directory, which is made when the first message comes. */
    public Mailboxes(VoicemailSettings settings) {
        this.settings = settings;
        this.pinLocks = new PinLocks(settings.pinTries(), settings.pinLock());
    }

    /** Wrong PINs of all boxes. */
    public PinLocks pinLocks() {
        return pinLocks;
    }

    /** Where a message stands. */
    public enum Folder {
        /** Not yet listened to. */
        NEW("new"),
        /** Listened to. */
        SAVED("saved"),
        /** Waits to be sent by e-mail, whether it has been listened to or not. */
        OUTBOX("outbox");

        private final String directory;

        Folder(String directory) {
            this.directory = directory;
        }
    }

    /** A message, as its file tells: who left it is a number, as far as it can stand in a file's name. */
    public record Message(Path file, Instant at, Duration length, String from) {}

    /** How many messages a box holds. */
    public record Count(int fresh, int saved) {}

    /**
     * Where a message is recorded to, until it is {@link #keep kept}.
     *
     * @throws IllegalArgumentException if no box may have that name
     */
    public Path begin(String box, String id) {
        return directory(box).resolve("tmp").resolve(id + ".wav");
    }

    /**
     * Puts a message into its box, and where the box is mailed into its outbox first, so that no crash loses it between
     * the two.
     */
    public Message keep(String box, Path recorded, Instant at, Duration length, String from, String id)
            throws IOException {
        Path folder = Files.createDirectories(directory(box).resolve(Folder.NEW.directory));
        String who = from.replaceAll("[^A-Za-z0-9+*#._]", "_");
        Path file = folder.resolve(at.toEpochMilli() + "-" + length.toMillis() + "-" + who + "-"
                + id.replaceAll("[^A-Za-z0-9]", "") + ".wav");
        if (settings.mailed().contains(box)) enclose(recorded, directory(box), file);
        Files.move(recorded, file, StandardCopyOption.ATOMIC_MOVE);
        return new Message(file, at, length, who);
    }

    /**
     * A second name for the same file, which stays when the owner deletes the message; a copy on a disk that knows no
     * such thing.
     */
    private static void enclose(Path recorded, Path box, Path file) throws IOException {
        Path outgoing =
                Files.createDirectories(box.resolve(Folder.OUTBOX.directory)).resolve(file.getFileName());
        try {
            Files.createLink(outgoing, recorded);
        } catch (UnsupportedOperationException | FileSystemException _) {
            Files.copy(recorded, outgoing);
        }
    }

    /** Those in a folder, oldest first. */
    public List<Message> messages(String box, Folder folder) throws IOException {
        Path directory = directory(box).resolve(folder.directory);
        List<Message> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.sorted().forEach(file -> message(file).ifPresent(found::add));
        } catch (NoSuchFileException _) {
            return List.of();
        }
        return found;
    }

    private static Optional<Message> message(Path file) {
        var name = MESSAGE.matcher(file.getFileName().toString());
        if (!name.matches()) return Optional.empty();
        return Optional.of(new Message(
                file,
                Instant.ofEpochMilli(Long.parseLong(name.group(1))),
                Duration.ofMillis(Long.parseLong(name.group(2))),
                name.group(3)));
    }

    /** How many there are. */
    public Count count(String box) throws IOException {
        return new Count(
                messages(box, Folder.NEW).size(), messages(box, Folder.SAVED).size());
    }

    /** Whether no more fit. */
    public boolean isFull(String box) throws IOException {
        Count count = count(box);
        return count.fresh + count.saved >= settings.most();
    }

    /** Moves a message to those that have been listened to. */
    public void save(String box, Message message) throws IOException {
        Path folder = Files.createDirectories(directory(box).resolve(Folder.SAVED.directory));
        Files.move(message.file, folder.resolve(message.file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes a message; not from the other folders that it is in. */
    public void delete(Message message) throws IOException {
        Files.deleteIfExists(message.file);
    }

    /** What a caller hears: the owner's own, else the one that comes with the switch. */
    public Sound greeting(String box, MailboxGreeting greeting) {
        Path own = ownGreeting(box, greeting);
        return Files.isRegularFile(own) ? new Sound.OwnFile(own) : new Sound.File(greeting.shipped());
    }

    /** Where the owner's own greeting is kept. */
    public Path ownGreeting(String box, MailboxGreeting greeting) {
        return directory(box).resolve(greeting.own()).toAbsolutePath();
    }

    /** The owner's PIN, if the box has a file of that name. */
    public Optional<String> pin(String box) throws IOException {
        try {
            return Optional.of(Files.readString(directory(box).resolve("pin"), StandardCharsets.US_ASCII)
                    .strip());
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /** Whether a box may be called so: letters, digits, . _ + * # -, up to 64 of them. */
    public static boolean isName(String box) {
        return NAME.matcher(box).matches();
    }

    private Path directory(String box) {
        if (!isName(box))
            throw new IllegalArgumentException("'" + box + "' is no name of a mailbox: letters, digits, . _ + * # -");
        return settings.directory().resolve(box);
    }
}
