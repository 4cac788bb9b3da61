package org.strowger.rtp.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * GHASH (NIST SP 800-38D §6.4), the authentication of AES-GCM, with no table and no branch that depends on a secret: a
 * product without carries is made of integer products of numbers with three bits of nothing between each two of theirs,
 * where what is carried falls (T. Pornin, "Constant-Time Mul", bearssl.org). No garbage.
 */
final class Ghash {

    private static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int BLOCK = 16;

    // Every fourth bit, beginning with each of the first four.
    private static final long FIRST = 0x1111_1111_1111_1111L;
    private static final long SECOND = FIRST << 1;
    private static final long THIRD = FIRST << 2;
    private static final long FOURTH = FIRST << 3;

    // The hash key's halves, their sum, and all three with their bits reversed.
    private final long high;
    private final long low;
    private final long both;
    private final long highReversed;
    private final long lowReversed;
    private final long bothReversed;

    private final byte[] last = new byte[BLOCK];
    private long sumHigh;
    private long sumLow;

    /** Under the hash key, the first 16 octets of an array. */
    Ghash(byte[] key) {
        high = (long) BIG.get(key, 0);
        low = (long) BIG.get(key, 8);
        both = high ^ low;
        highReversed = Long.reverse(high);
        lowReversed = Long.reverse(low);
        bothReversed = highReversed ^ lowReversed;
    }

    /** Begins anew. */
    void reset() {
        sumHigh = 0;
        sumLow = 0;
    }

    /** Takes octets, and zeros up to a whole block. */
    void update(byte[] octets, int from, int to) {
        int at = from;
        for (; at + BLOCK <= to; at += BLOCK) take((long) BIG.get(octets, at), (long) BIG.get(octets, at + 8));
        if (at == to) return;
        for (int i = 0; i < BLOCK; i++) last[i] = at + i < to ? octets[at + i] : 0;
        take((long) BIG.get(last, 0), (long) BIG.get(last, 8));
    }

    /** Takes two numbers of 64 bits. */
    void take(long blockHigh, long blockLow) {
        long x = sumHigh ^ blockHigh;
        long y = sumLow ^ blockLow;
        long xReversed = Long.reverse(x);
        long yReversed = Long.reverse(y);
        // Karatsuba: three products for four; the upper half of each is the lower half of the reversed one, reversed.
        long ll = product(y, low);
        long hh = product(x, high);
        long middle = product(x ^ y, both) ^ ll ^ hh;
        long llAbove = product(yReversed, lowReversed);
        long hhAbove = product(xReversed, highReversed);
        long middleAbove = product(xReversed ^ yReversed, bothReversed) ^ llAbove ^ hhAbove;
        reduce(
                ll,
                (Long.reverse(llAbove) >>> 1) ^ middle,
                hh ^ (Long.reverse(middleAbove) >>> 1),
                Long.reverse(hhAbove) >>> 1);
    }

    /**
     * Four words of a product, lowest first, to two; GCM counts bits from the other end, which costs a shift by one.
     */
    private void reduce(long w0, long w1, long w2, long w3) {
        long a = w0 << 1;
        long b = (w1 << 1) | (w0 >>> 63);
        long c = (w2 << 1) | (w1 >>> 63);
        long d = (w3 << 1) | (w2 >>> 63);
        b ^= (a << 63) ^ (a << 62) ^ (a << 57);
        c ^= a ^ (a >>> 1) ^ (a >>> 2) ^ (a >>> 7);
        c ^= (b << 63) ^ (b << 62) ^ (b << 57);
        d ^= b ^ (b >>> 1) ^ (b >>> 2) ^ (b >>> 7);
        sumLow = c;
        sumHigh = d;
    }

    /** The lower 64 bits of the product without carries. */
    private static long product(long x, long y) {
        long x0 = x & FIRST;
        long x1 = x & SECOND;
        long x2 = x & THIRD;
        long x3 = x & FOURTH;
        long y0 = y & FIRST;
        long y1 = y & SECOND;
        long y2 = y & THIRD;
        long y3 = y & FOURTH;
        long z0 = (x0 * y0) ^ (x1 * y3) ^ (x2 * y2) ^ (x3 * y1);
        long z1 = (x0 * y1) ^ (x1 * y0) ^ (x2 * y3) ^ (x3 * y2);
        long z2 = (x0 * y2) ^ (x1 * y1) ^ (x2 * y0) ^ (x3 * y3);
        long z3 = (x0 * y3) ^ (x1 * y2) ^ (x2 * y1) ^ (x3 * y0);
        return (z0 & FIRST) | (z1 & SECOND) | (z2 & THIRD) | (z3 & FOURTH);
    }

    /** The hash, mixed with a block. */
    void digest(byte[] mask, byte[] into) {
        BIG.set(into, 0, sumHigh ^ (long) BIG.get(mask, 0));
        BIG.set(into, 8, sumLow ^ (long) BIG.get(mask, 8));
    }
}
