package org.strowger.softswitch;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * Randomness for identifiers. Tags and branches must not be guessed by strangers, who could end others' calls with
 * them, so it comes from a {@link SecureRandom}; in blocks, since each request to that one costs a lock and a system
 * call. Runs on one loop.
 */
final class BufferedRandom implements RandomGenerator {

    private static final int BLOCK = 4096;

    private final SecureRandom source = new SecureRandom();
    private final byte[] block = new byte[BLOCK];
    private final ByteBuffer unused = ByteBuffer.wrap(block).limit(0);

    @Override
    public long nextLong() {
        if (!unused.hasRemaining()) {
            source.nextBytes(block);
            unused.clear();
        }
        return unused.getLong();
    }
}
