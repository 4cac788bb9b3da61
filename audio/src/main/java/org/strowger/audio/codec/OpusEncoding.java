package org.strowger.audio.codec;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusBandwidth;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;

/**
 * Opus toward one peer. As long as its reports tell of little loss, it is sent at a rate at which a tone keeps 40 dB;
 * when they tell of more, at less, as speech, and with what restores a lost packet from the one behind it, where the
 * peer knows that. On the stream's loop.
 */
final class OpusEncoding implements AudioEncoder {

    /** The lowest bit rate at which a tone keeps 40 dB, even if another codec has coded it before. */
    private static final int BITRATE = 72_000;

    /** At this lower bit rate speech is better coded as speech, and lost packets can be restored. */
    private static final int LITTLE = 40_000;

    /**
     * The bit rate toward a peer that loses packets: smaller packets are lost less often, and their content is sent
     * twice.
     */
    private static final int BITRATE_UNDER_LOSS = 32_000;

    private static final int COMPLEXITY = 5;

    /** The loss, in percent, for which the encoder is told to spend bits on what restores a lost packet. */
    private static final int EXPECTED_LOSS_PERCENT = 5;

    private static final int MOST_LOSS_PERCENT = 30;

    /** From this loss on it is coded as speech, until two reports in a row tell of less than a third of it. */
    private static final double MUCH_LOSS = 0.03;

    private static final double LITTLE_LOSS = 0.01;
    private static final int GOOD_REPORTS = 2;

    private final OpusEncoder encoder;
    private final int bitrate;
    private final boolean restorable;
    private boolean underLoss;
    private int goodReports;

    /** Toward a peer with these parameters (RFC 7587 §6.1). */
    OpusEncoding(String parameters) {
        bitrate = Math.clamp(OpusCodec.number(parameters, "maxaveragebitrate", BITRATE), 6_000, BITRATE);
        restorable = OpusCodec.number(parameters, "useinbandfec", 0) == 1;
        try {
            encoder = new OpusEncoder(
                    OpusCodec.RATE,
                    1,
                    bitrate < LITTLE ? OpusApplication.OPUS_APPLICATION_VOIP : OpusApplication.OPUS_APPLICATION_AUDIO);
        } catch (OpusException e) {
            throw new IllegalStateException("48 kHz mono is a format of Opus", e);
        }
        encoder.setBitrate(bitrate);
        encoder.setComplexity(COMPLEXITY);
        encoder.setUseDTX(OpusCodec.number(parameters, "usedtx", 0) == 1);
        encoder.setUseVBR(OpusCodec.number(parameters, "cbr", 0) == 0);
        encoder.setUseConstrainedVBR(false); // it would cost a tone 4 dB
        if (bitrate < LITTLE) forSpeech(EXPECTED_LOSS_PERCENT);
    }

    /**
     * Only what is coded as speech can be restored from the packet behind it; elsewhere preparing for that costs 7 dB.
     */
    private void forSpeech(int lossPercent) {
        encoder.setSignalType(OpusSignal.OPUS_SIGNAL_VOICE);
        if (!restorable) return;
        encoder.setUseInbandFEC(true);
        encoder.setPacketLossPercent(lossPercent);
    }

    @Override
    public int encode(short[] pcm, int samples, byte[] payload) {
        try {
            int octets = encoder.encode(pcm, 0, samples, payload, 0, payload.length);
            // RFC 7587 §3.1.3: a frame of one or two octets stands for silence and need not be sent.
            return octets <= 2 && encoder.getUseDTX() ? 0 : octets;
        } catch (OpusException | RuntimeException e) {
            throw new IllegalStateException("Opus can not encode " + samples + " samples", e);
        }
    }

    /**
     * Audio that was coded at 8 or 16 kHz brings that codec's noise along, on which bits would be spent in the full
     * band: 2 to 4 dB are saved.
     */
    @Override
    public void broughtFrom(int rate) {
        encoder.setMaxBandwidth(
                rate <= 16_000
                        ? OpusBandwidth.OPUS_BANDWIDTH_WIDEBAND
                        : rate <= 24_000
                                ? OpusBandwidth.OPUS_BANDWIDTH_SUPERWIDEBAND
                                : OpusBandwidth.OPUS_BANDWIDTH_FULLBAND);
    }

    @Override
    public void farLoss(double fraction) {
        goodReports = fraction < LITTLE_LOSS ? goodReports + 1 : 0;
        if (fraction >= MUCH_LOSS) {
            underLoss = true;
            encoder.setBitrate(Math.min(bitrate, BITRATE_UNDER_LOSS));
            forSpeech(Math.clamp(Math.round(100 * fraction), EXPECTED_LOSS_PERCENT, MOST_LOSS_PERCENT));
        } else if (underLoss && goodReports >= GOOD_REPORTS) {
            underLoss = false;
            encoder.setBitrate(bitrate);
            if (bitrate >= LITTLE) asItComes();
        }
    }

    private void asItComes() {
        encoder.setSignalType(OpusSignal.OPUS_SIGNAL_AUTO);
        encoder.setUseInbandFEC(false);
        encoder.setPacketLossPercent(0);
    }
}
