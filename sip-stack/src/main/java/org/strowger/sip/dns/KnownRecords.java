package org.strowger.sip.dns;

import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Records of one type, asked for and kept for as long as they may be, of no more than {@link #MOST} names. What is
 * garbled is as if it weren't there. Any thread.
 */
final class KnownRecords<T> {

    /** For so long it is known that there are none. */
    static final int NEGATIVE_SECONDS = 30;

    static final int LONGEST_SECONDS = 3600;
    private static final int MOST = 4096;

    private record Entry<T>(List<T> records, long untilNanos) {}

    private final DnsNameResolver resolver;
    private final DnsRecordType type;
    private final Function<DnsRawRecord, Optional<T>> reading;
    private final ConcurrentHashMap<String, Entry<T>> byName = new ConcurrentHashMap<>();

    /** @param reading what a record says, if anything; may throw where it is garbled */
    KnownRecords(DnsNameResolver resolver, DnsRecordType type, Function<DnsRawRecord, Optional<T>> reading) {
        this.resolver = resolver;
        this.type = type;
        this.reading = reading;
    }

    /**
     * Those of a name; none if there are none, or nobody knows.
     *
     * @param name in lower case, with a dot at its end
     */
    CompletionStage<List<T>> of(String name) {
        @Nullable Entry<T> kept = byName.get(name);
        if (kept != null && kept.untilNanos - System.nanoTime() > 0)
            return CompletableFuture.completedFuture(kept.records);
        CompletableFuture<List<T>> records = new CompletableFuture<>();
        resolver.resolveAll(new DefaultDnsQuestion(name, type)).addListener((Future<List<DnsRecord>> result) -> {
            List<DnsRecord> answer = result.isSuccess() ? result.getNow() : List.of();
            records.complete(keep(name, answer));
        });
        return records;
    }

    private List<T> keep(String name, List<DnsRecord> answer) {
        List<T> found = new ArrayList<>();
        long seconds = answer.isEmpty() ? NEGATIVE_SECONDS : LONGEST_SECONDS;
        for (DnsRecord record : answer) {
            seconds = Math.min(seconds, record.timeToLive());
            read(record).ifPresent(found::add);
            ReferenceCountUtil.release(record);
        }
        if (byName.size() >= MOST) byName.clear();
        List<T> records = List.copyOf(found);
        byName.put(name, new Entry<>(records, System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds)));
        return records;
    }

    private Optional<T> read(DnsRecord record) {
        if (!(record instanceof DnsRawRecord raw) || !record.type().equals(type)) return Optional.empty();
        try {
            return reading.apply(raw);
        } catch (RuntimeException garbled) {
            // Octets of a stranger's: lengths and names in them lead anywhere.
            return Optional.empty();
        }
    }
}
