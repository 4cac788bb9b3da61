package org.strowger.dialplan.number;

/** Globs: {@code *} stands for none or more of anything. Takes at most the product of both lengths in steps. */
public final class Glob {

    private Glob() {}

    public static boolean matches(String glob, String text) {
        int at = 0;
        int element = 0;
        int resumeElement = -1; // after the last * met, and
        int resumeAt = 0; // how far it has eaten
        while (at < text.length()) {
            if (element < glob.length() && glob.charAt(element) == '*') {
                resumeElement = ++element;
                resumeAt = at;
            } else if (element < glob.length() && glob.charAt(element) == text.charAt(at)) {
                element++;
                at++;
            } else if (resumeElement >= 0) {
                element = resumeElement;
                at = ++resumeAt;
            } else {
                return false;
            }
        }
        while (element < glob.length() && glob.charAt(element) == '*') element++;
        return element == glob.length();
    }
}
