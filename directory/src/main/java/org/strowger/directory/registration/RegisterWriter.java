package org.strowger.directory.registration;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.random.RandomGenerator;
import org.strowger.directory.TrunkAccount;
import org.strowger.sip.Hop;
import org.strowger.sip.Identifiers;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.digest.DigestClient;
import org.strowger.sip.message.NameAddress;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipUri;

/** Writes the REGISTERs of one trunk: one Call-ID, rising CSeq (RFC 3261 §10.2). Runs on its loop. */
final class RegisterWriter {

    private final TrunkAccount account;
    private final String token;
    private final SipNetwork network;
    private final Identifiers ids;
    private final DigestClient digest;
    private final String callId;
    private long cseq;

    RegisterWriter(TrunkAccount account, String token, SipNetwork network, Identifiers ids, RandomGenerator random) {
        this.account = account;
        this.token = token;
        this.network = network;
        this.ids = ids;
        this.digest = new DigestClient(account.authUser(), account.password(), random);
        this.callId = ids.callId();
    }

    /**
     * Where calls are to come for the trunk when its REGISTER goes this way.
     *
     * @throws SipNetwork.NoListenerException if no listener of ours reaches the hop
     */
    SipUri contact(Hop hop) {
        InetSocketAddress local = network.localFor(hop);
        return SipUri.of(token, hostOf(local), local.getPort(), hop.transport());
    }

    /**
     * With credentials for the realms that have asked for them so far.
     *
     * @param strays contacts of an earlier life of ours, to be removed
     */
    SipRequest register(SipUri registrar, SipUri contact, long seconds, List<SipUri> strays) {
        SipRequest register = bare(registrar, contact, seconds, strays);
        digest.authorize(register);
        return register;
    }

    /** The challenges that a new request will meet. */
    DigestClient.Round challenges() {
        return digest.round();
    }

    private SipRequest bare(SipUri registrar, SipUri contact, long seconds, List<SipUri> strays) {
        SipRequest register = SipRequest.register(registrar, NameAddress.of(account.aor()), ids.tag(), callId, ++cseq);
        register.add(SipHeader.of("Contact", "<" + contact + ">;expires=" + seconds));
        for (SipUri stray : strays) register.add(SipHeader.of("Contact", "<" + stray + ">;expires=0"));
        register.add(SipHeader.of("Expires", Long.toString(seconds)));
        return register;
    }

    private static String hostOf(InetSocketAddress local) {
        if (local.isUnresolved()) return local.getHostString();
        String address = local.getAddress().getHostAddress();
        int scope = address.indexOf('%');
        return scope < 0 ? address : address.substring(0, scope);
    }
}
