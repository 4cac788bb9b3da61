package org.strowger.testkit.phone;

import java.net.InetSocketAddress;
import org.strowger.sip.Hop;
import org.strowger.sip.Identifiers;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.dns.HopResolver;
import org.strowger.statemachine.Loop;
import org.strowger.transaction.TransactionSettings;

/**
 * Where a phone stands.
 *
 * @param loop the one that owns all of its state
 * @param network what it sends by
 * @param address where it listens, as its Contact names it
 * @param exchange where its registrar and outbound proxy listens
 * @param domain what stands behind the @ of its address
 */
public record PhonePlace(
        Loop loop,
        SipNetwork network,
        HopResolver resolver,
        InetSocketAddress address,
        Hop exchange,
        String domain,
        TransactionSettings times,
        Identifiers ids) {}
