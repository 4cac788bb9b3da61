package org.strowger.sip.wire;

/** What is wrong with a request, and the status that says so. */
public record Defect(int status, String why) {

    /** What is answered by 400. */
    public static Defect badRequest(String why) {
        return new Defect(400, why);
    }
}
