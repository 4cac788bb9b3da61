package org.strowger.sip.dns;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRawRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** An SRV record (RFC 2782). */
record ServiceRecord(int priority, int weight, int port, String target) {

    /** Empty if it says that there is no such service; throws if it is garbled. */
    static Optional<ServiceRecord> of(DnsRawRecord record) {
        ByteBuf content = record.content().duplicate();
        int priority = content.readUnsignedShort();
        int weight = content.readUnsignedShort();
        int port = content.readUnsignedShort();
        String target = DefaultDnsRecordDecoder.decodeName(content);
        if (target.equals(".") || port == 0) return Optional.empty();
        return Optional.of(new ServiceRecord(priority, weight, port, target));
    }

    /** By priority; within one, by chance in proportion to the weights. */
    static List<ServiceRecord> ordered(List<ServiceRecord> records, RandomGenerator random) {
        List<ServiceRecord> left = new ArrayList<>(records);
        // RFC 2782: those of weight 0 stand first, so that they keep a small chance.
        left.sort(Comparator.comparingInt(ServiceRecord::priority).thenComparingInt(ServiceRecord::weight));
        List<ServiceRecord> ordered = new ArrayList<>();
        while (!left.isEmpty()) ordered.add(left.remove(draw(left, random)));
        return ordered;
    }

    private static int draw(List<ServiceRecord> left, RandomGenerator random) {
        int priority = left.getFirst().priority;
        int total = 0;
        for (ServiceRecord record : left) if (record.priority == priority) total += record.weight;
        int drawn = random.nextInt(total + 1);
        int sum = 0;
        for (int i = 0; i < left.size(); i++) {
            sum += left.get(i).weight;
            if (sum >= drawn) return i;
        }
        return 0;
    }
}
