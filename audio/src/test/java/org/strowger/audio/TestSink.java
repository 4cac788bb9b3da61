package org.strowger.audio;

import java.util.ArrayList;
import java.util.List;

/** Keeps what it hears. */
public final class TestSink implements AudioSink {

    public final List<Short> heard = new ArrayList<>();
    public int frames;
    private final int rate;

    public TestSink(int rate) {
        this.rate = rate;
    }

    @Override
    public int rate() {
        return rate;
    }

    @Override
    public void write(short[] pcm, int samples) {
        frames++;
        for (int i = 0; i < samples; i++) heard.add(pcm[i]);
    }

    public short[] last(int samples) {
        short[] pcm = new short[samples];
        for (int i = 0; i < samples; i++) pcm[i] = heard.get(heard.size() - samples + i);
        return pcm;
    }
}
