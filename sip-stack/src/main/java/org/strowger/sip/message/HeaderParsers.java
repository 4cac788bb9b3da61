package org.strowger.sip.message;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.SIPHeaderList;
import gov.nist.javax.sip.parser.AllowParser;
import gov.nist.javax.sip.parser.ContactParser;
import gov.nist.javax.sip.parser.ContentTypeParser;
import gov.nist.javax.sip.parser.FromParser;
import gov.nist.javax.sip.parser.HeaderParser;
import gov.nist.javax.sip.parser.ParserFactory;
import gov.nist.javax.sip.parser.RecordRouteParser;
import gov.nist.javax.sip.parser.RouteParser;
import gov.nist.javax.sip.parser.ServerParser;
import gov.nist.javax.sip.parser.SupportedParser;
import gov.nist.javax.sip.parser.ToParser;
import gov.nist.javax.sip.parser.UserAgentParser;
import gov.nist.javax.sip.parser.ViaParser;
import java.text.ParseException;
import javax.sip.header.Header;

/**
 * JAIN-SIP's parser for each header: those that most messages have are made here, the others by its factory, which
 * finds them by reflection.
 */
final class HeaderParsers {

    private HeaderParsers() {}

    /** Parses; the list of a header that may have several values. The value is one line. */
    static SIPHeader parse(String name, String lowerCaseName, String value) throws ParseException {
        String line = name + ": " + value + "\n";
        HeaderParser parser = parser(lowerCaseName, line);
        if (ValueList.isOfAddresses(lowerCaseName)) LineLexer.giveTo(parser, "command_keywordLexer", line);
        return parser.parse();
    }

    /** Parses a header of one value. */
    static Header single(String name, String value) throws ParseException {
        SIPHeader header = parse(name, HeaderNames.lowerCase(name), value.strip());
        if (!(header instanceof SIPHeaderList<?> list)) return header;
        if (list.size() != 1) return Sip.headers().createHeader(name, value);
        return list.getFirst();
    }

    private static HeaderParser parser(String lowerCaseName, String line) throws ParseException {
        return switch (lowerCaseName) {
            case "via", "v" -> new ViaParser(line);
            case "from", "f" -> new FromParser(line);
            case "to", "t" -> new ToParser(line);
            case "contact", "m" -> new ContactParser(line);
            case "route" -> new RouteParser(line);
            case "record-route" -> new RecordRouteParser(line);
            case "content-type", "c" -> new ContentTypeParser(line);
            case "allow" -> new AllowParser(line);
            case "supported", "k" -> new SupportedParser(line);
            case "user-agent" -> new UserAgentParser(line);
            case "server" -> new ServerParser(line);
            default -> ParserFactory.createParser(line);
        };
    }
}
