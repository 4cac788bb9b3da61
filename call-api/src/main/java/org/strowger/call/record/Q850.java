package org.strowger.call.record;

/**
 * Causes of ITU-T Q.850 for what is known by a status of SIP (RFC 3398 §8.2.6.1). Where a status says less than its
 * cause would, the general one of its class stands.
 */
public final class Q850 {

    /** Normal call clearing: somebody has hung up. */
    public static final int NORMAL_CLEARING = 16;

    /** Temporary failure: something has broken. */
    public static final int TEMPORARY_FAILURE = 41;

    /** Recovery on timer expiry: nothing was heard in time. */
    public static final int TIMER_EXPIRY = 102;

    private static final int UNALLOCATED_NUMBER = 1;
    private static final int USER_BUSY = 17;
    private static final int NO_USER_RESPONDING = 18;
    private static final int CALL_REJECTED = 21;
    private static final int NUMBER_CHANGED = 22;
    private static final int EXCHANGE_ROUTING_ERROR = 25;
    private static final int INVALID_NUMBER_FORMAT = 28;
    private static final int NORMAL_UNSPECIFIED = 31;
    private static final int NETWORK_OUT_OF_ORDER = 38;
    private static final int SERVICE_UNAVAILABLE = 63;
    private static final int BEARER_NOT_IMPLEMENTED = 65;
    private static final int NOT_IMPLEMENTED = 79;
    private static final int INTERWORKING = 127;

    private Q850() {}

    /** Of a final status, 200 to 699. */
    public static int of(int status) {
        return switch (status) {
            case 404, 604 -> UNALLOCATED_NUMBER;
            case 410 -> NUMBER_CHANGED;
            case 486, 600 -> USER_BUSY;
            case 485 -> UNALLOCATED_NUMBER;
            case 480 -> NO_USER_RESPONDING;
            case 401, 402, 403, 407, 603 -> CALL_REJECTED;
            case 482, 483 -> EXCHANGE_ROUTING_ERROR;
            case 484 -> INVALID_NUMBER_FORMAT;
            case 400, 481, 500, 503 -> TEMPORARY_FAILURE;
            case 502 -> NETWORK_OUT_OF_ORDER;
            case 405 -> SERVICE_UNAVAILABLE;
            case 488, 606 -> BEARER_NOT_IMPLEMENTED;
            case 406, 415, 501 -> NOT_IMPLEMENTED;
            case 408, 504 -> TIMER_EXPIRY;
            case 487 -> NORMAL_CLEARING;
            default -> status < 300 ? NORMAL_CLEARING : status < 400 ? NORMAL_UNSPECIFIED : INTERWORKING;
        };
    }
}
