package org.strowger.call.core;

/** Text as it stands in documents that are written in XML. */
public final class XmlText {

    private XmlText() {}

    /** As text or attribute of XML; what XML 1.0 has no place for is left out. */
    public static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> {
                    if (isOfXml(c)) out.appendCodePoint(c);
                }
            }
        });
        return out.toString();
    }

    private static boolean isOfXml(int c) {
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return c >= 0x20 && !surrogate && c != 0xfffe && c != 0xffff;
    }
}
