package org.strowger.transaction;

import static java.util.Comparator.comparing;

import java.util.Comparator;
import org.strowger.sip.WireMessage;

/**
 * What a request must have in common with the one that created a server transaction (§17.2.3). Peers choose what is in
 * it, so keys can be compared: a hash map whose keys collide on purpose then stays a tree and does not become a list.
 */
sealed interface ServerKey {

    /** What branches begin with that are unique by RFC 3261 §8.1.1.7. */
    String COOKIE = "z9hG4bK";

    /** The key of a request; an ACK and a CANCEL name a transaction of their own here. */
    static ServerKey of(WireMessage request) {
        String branch = request.branch();
        return branch.length() > COOKIE.length() && branch.startsWith(COOKIE)
                ? new Branch(branch, request.sentBy(), request.method())
                : new Rfc2543(
                        request.requestUri(),
                        request.fromTag(),
                        request.toTag(),
                        request.callId(),
                        request.cseq(),
                        request.sentBy(),
                        branch,
                        request.method());
    }

    /** The branch of the topmost Via. */
    String branch();

    /** The sent-by of the topmost Via. */
    String sentBy();

    /** The method of the request. */
    String method();

    /** The same with an equal sent-by that is kept already. */
    ServerKey sharing(String sentByKept);

    /** The same but for its method. */
    ServerKey withMethod(String method);

    /**
     * The key under which an ACK for a response other than 2xx will ask for this transaction, given the To tag of that
     * response.
     */
    ServerKey ofAck(String toTag);

    /** A peer that follows RFC 3261. */
    record Branch(String branch, String sentBy, String method) implements ServerKey, Comparable<Branch> {
        private static final Comparator<Branch> ORDER =
                comparing(Branch::branch).thenComparing(Branch::sentBy).thenComparing(Branch::method);

        @Override
        public int compareTo(Branch other) {
            return ORDER.compare(this, other);
        }

        @Override
        public ServerKey sharing(String sentByKept) {
            return new Branch(branch, sentByKept, method);
        }

        @Override
        public ServerKey withMethod(String other) {
            return new Branch(branch, sentBy, other);
        }

        @Override
        public ServerKey ofAck(String toTag) {
            return withMethod("ACK");
        }
    }

    /** A peer that follows RFC 2543: its branch alone says nothing. */
    record Rfc2543(
            String requestUri,
            String fromTag,
            String toTag,
            String callId,
            long cseq,
            String sentBy,
            String branch,
            String method)
            implements ServerKey, Comparable<Rfc2543> {
        private static final Comparator<Rfc2543> ORDER = comparing(Rfc2543::callId)
                .thenComparing(Rfc2543::fromTag)
                .thenComparing(Rfc2543::toTag)
                .thenComparingLong(Rfc2543::cseq)
                .thenComparing(Rfc2543::method)
                .thenComparing(Rfc2543::requestUri)
                .thenComparing(Rfc2543::sentBy)
                .thenComparing(Rfc2543::branch);

        @Override
        public int compareTo(Rfc2543 other) {
            return ORDER.compare(this, other);
        }

        @Override
        public ServerKey sharing(String sentByKept) {
            return new Rfc2543(requestUri, fromTag, toTag, callId, cseq, sentByKept, branch, method);
        }

        @Override
        public ServerKey withMethod(String other) {
            return new Rfc2543(requestUri, fromTag, toTag, callId, cseq, sentBy, branch, other);
        }

        @Override
        public ServerKey ofAck(String responseToTag) {
            return new Rfc2543(requestUri, fromTag, responseToTag, callId, cseq, sentBy, branch, "ACK");
        }
    }
}
