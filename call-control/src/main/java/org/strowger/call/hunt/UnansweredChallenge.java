package org.strowger.call.hunt;

import java.util.Optional;
import org.strowger.directory.Target;
import org.strowger.directory.Trunk;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipResponse;

/**
 * A trunk's 401 or 407 that has come to a leg's end: there are no credentials for it, or they are not taken.
 *
 * @param realm as the trunk names it; empty where it names none
 * @param why what to look at, for whoever runs the switch
 */
record UnansweredChallenge(String trunk, String realm, int status, String why) {

    /** Empty for any other response, and for who is no trunk. */
    static Optional<UnansweredChallenge> of(Target target, SipResponse response) {
        boolean asked = response.status() == SipResponse.UNAUTHORIZED
                || response.status() == SipResponse.PROXY_AUTHENTICATION_REQUIRED;
        if (!asked || target.isInward()) return Optional.empty();
        return target.rights().trunk().map(trunk -> of(trunk, response));
    }

    private static UnansweredChallenge of(Trunk trunk, SipResponse response) {
        String realm = response.header("WWW-Authenticate")
                .or(() -> response.header("Proxy-Authenticate"))
                .map(challenge -> realm(challenge))
                .orElse("");
        String asked = response.status() + ", realm \"" + realm + "\"";
        String keys = "trunks." + trunk.name()
                + (trunk.login().isPresent() || trunk.account().isEmpty() ? ".auth" : ".register");
        return new UnansweredChallenge(
                trunk.name(),
                realm,
                response.status(),
                trunk.hasCredentials()
                        ? "trunk " + trunk.name() + " does not take our credentials (" + asked + "): see '" + keys + "'"
                        : "trunk " + trunk.name() + " asks for credentials (" + asked + "): write '" + keys + "'");
    }

    private static String realm(SipHeader challenge) {
        return challenge.parameter("realm");
    }
}
