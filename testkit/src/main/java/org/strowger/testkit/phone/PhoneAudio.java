package org.strowger.testkit.phone;

import java.net.InetSocketAddress;
import java.util.List;
import org.strowger.media.memory.MediaPhone;
import org.strowger.sdp.Codec;

/** What signalling tells a phone's ear and mouth. */
public interface PhoneAudio {

    /** Where it takes RTP. */
    InetSocketAddress address();

    /** Where it is to send, and in which formats, the most wanted first. */
    void agreed(InetSocketAddress peer, List<Codec> codecs);

    /** The call is over. */
    void over();

    /** The audio of a phone in virtual time. */
    final class InMemory implements PhoneAudio {

        private final MediaPhone phone;
        private Codec spoken = Codec.PCMU;

        public InMemory(MediaPhone phone) {
            this.phone = phone;
        }

        /** The law that was agreed on. */
        public Codec spoken() {
            return spoken;
        }

        @Override
        public InetSocketAddress address() {
            return phone.address();
        }

        @Override
        public void agreed(InetSocketAddress peer, List<Codec> codecs) {
            phone.sendTo(peer);
            phone.codecs(codecs);
            for (Codec codec : codecs.reversed())
                if (codec.sameFormat(Codec.PCMU) || codec.sameFormat(Codec.PCMA)) spoken = codec;
        }

        @Override
        public void over() {
            phone.silence();
        }
    }
}
