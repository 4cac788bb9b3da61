package org.strowger.call.talk;

import java.util.Optional;
import org.strowger.call.core.ExchangeServices;
import org.strowger.call.leg.DialogKey;
import org.strowger.dialog.Referral;
import org.strowger.directory.OnBehalf;
import org.strowger.directory.UserPart;
import org.strowger.sip.message.SipUri;

/** Whom a REFER asks for. */
sealed interface ReferredTo {

    /** A number, dialled by the rights of the phone that asks. */
    record Dialled(String number, OnBehalf dialler) implements ReferredTo {}

    /** Somebody whom that phone talks to in another call of ours: RFC 3891, the dialog as we know it. */
    record Conversing(DialogKey dialog, OnBehalf author) implements ReferredTo {}

    /** Nothing, if it may not ask for that: what phones may reach is what they may dial. */
    static Optional<ReferredTo> of(Referral referral, OnBehalf dialler, ExchangeServices home) {
        String number = UserPart.of(referral.target());
        if (!(referral.target() instanceof SipUri uri))
            return Optional.of(number)
                    .filter(n -> !n.isEmpty() && dialler.isSomebody())
                    .map(n -> new Dialled(n, dialler));
        Optional<DialogKey> replaced = replaces(uri);
        // RFC 3891 §4: who may not call here may not have others called away either
        if (replaced.isPresent() && !dialler.isSomebody()) return Optional.empty();
        if (replaced.isPresent()) return Optional.of(new Conversing(replaced.get(), dialler));
        if (number.isEmpty() || !home.isOurs(uri) || !dialler.isSomebody()) return Optional.empty();
        return Optional.of(new Dialled(number, dialler));
    }

    private static Optional<DialogKey> replaces(SipUri uri) {
        return uri.header("Replaces").map(UserPart::unescaped).flatMap(DialogKey::parse);
    }
}
