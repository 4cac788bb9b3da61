package org.strowger.sip.wire;

/** What is wrong with a request, and the status that says so. */
record Defect(int status, String why) {

    static Defect badRequest(String why) {
        return new Defect(400, why);
    }
}
