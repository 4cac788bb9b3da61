package org.strowger.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** What a process and its children have used, from {@code /proc}. */
final class ProcessUsage {

    /** USER_HZ, which Linux fixes at 100 for every architecture that it runs on here. */
    private static final double TICKS_PER_SECOND = 100;

    private ProcessUsage() {}

    /** CPU time of user and system together, in seconds, of a process and all below it. */
    static double cpuSeconds(ProcessHandle process) {
        return family(process).mapToLong(ProcessUsage::ticks).sum() / TICKS_PER_SECOND;
    }

    /** Resident memory in kB, of a process and all below it. */
    static long residentKilobytes(ProcessHandle process) {
        return family(process).mapToLong(pid -> kilobytes(pid, "VmRSS:")).sum();
    }

    /** Threads that the kernel knows: platform threads, and the virtual machine's own. */
    static int threads(ProcessHandle process) {
        return lines(process.pid(), "status")
                .filter(line -> line.startsWith("Threads:"))
                .mapToInt(line -> Integer.parseInt(line.substring(8).strip()))
                .sum();
    }

    /** Open descriptors. */
    static long descriptors(ProcessHandle process) {
        try (var entries = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return entries.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many descriptors a process started from here may open. */
    static long descriptorLimit() {
        return lines(ProcessHandle.current().pid(), "limits")
                .filter(line -> line.startsWith("Max open files"))
                .mapToLong(line -> Long.parseLong(line.split(" +", -1)[4]))
                .sum();
    }

    private static Stream<Long> family(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants()).map(ProcessHandle::pid);
    }

    private static long ticks(long pid) {
        // The name, in brackets, may hold blanks: fields are counted behind it. utime and stime are the 14th and 15th.
        String stat = lines(pid, "stat").findFirst().orElse(") 0 0 0 0 0 0 0 0 0 0 0 0 0 0");
        String[] field = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(field[11]) + Long.parseLong(field[12]);
    }

    private static long kilobytes(long pid, String entry) {
        return lines(pid, "status")
                .filter(line -> line.startsWith(entry))
                .mapToLong(line -> Long.parseLong(line.substring(entry.length())
                        .toLowerCase(Locale.ROOT)
                        .replace("kb", "")
                        .strip()))
                .sum();
    }

    private static Stream<String> lines(long pid, String file) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/" + file)).stream();
        } catch (IOException gone) {
            return Stream.empty();
        }
    }
}
