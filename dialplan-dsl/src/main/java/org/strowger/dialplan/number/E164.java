package org.strowger.dialplan.number;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes dialled numbers international (ITU-T E.164): {@code 030 1234567} in Germany is {@code +49301234567}, and so are
 * {@code 0049 30 1234567} and {@code +49 (0)30 1234567}.
 *
 * <p>Country codes: "List of ITU-T Recommendation E.164 assigned country codes", annex to ITU Operational Bulletin 1114
 * (2016). International and national prefixes: "Dialling procedures", annex to ITU Operational Bulletin 994 (2011),
 * with what changed since: no national prefix in Mexico (2019), 0 for 8 in Lithuania (2024).
 */
public final class E164 {

    /** E.164 §6.1: fifteen digits at most, country code included. */
    private static final int MOST_DIGITS = 15;

    // Country, code, national (trunk) prefix or -, international prefixes, digits of a national number; + where one
    // dials a national number without the prefix, too.
    // spotless:off
    private static final String TABLE = """
            AE 971 0  00                  7-9
            AR 54  0  00                  10-11
            AT 43  0  00                  4-13
            AU 61  0  0011                9
            BE 32  0  00                  8-9
            BG 359 0  00                  7-9
            CA 1   1  011                 10 +
            CH 41  0  00                  9-12
            CN 86  0  00                  9-11 +
            CZ 420 -  00                  9
            DE 49  0  00                  4-13
            DK 45  -  00                  8
            EE 372 -  00                  7-8
            ES 34  -  00                  9
            FI 358 0  00,990,994,999      5-12
            FR 33  0  00                  9
            GB 44  0  00                  7-10
            GR 30  -  00                  10
            HK 852 -  001                 8
            HR 385 0  00                  8-12
            HU 36  06 00                  8-9
            IE 353 0  00                  7-10
            IL 972 0  00,012,013,014,018  8-9
            IN 91  0  00                  10 +
            IS 354 -  00                  7-9
            IT 39  -  00                  6-11
            JP 81  0  010                 9-10
            KR 82  0  001,002,00700       8-11
            LT 370 0  00                  8
            LU 352 -  00                  4-11
            LV 371 -  00                  8
            MX 52  -  00                  10
            NL 31  0  00                  9
            NO 47  -  00                  8
            NZ 64  0  00                  8-10
            PL 48  -  00                  9
            PT 351 -  00                  9
            RO 40  0  00                  9
            RU 7   8  810                 10 +
            SE 46  0  00                  7-13
            SG 65  -  001,002,008,018,019 8
            SI 386 0  00                  8
            SK 421 0  00                  9
            TR 90  0  00                  10
            UA 380 0  00                  9
            US 1   1  011                 10 +
            ZA 27  0  00                  9
            """;
    // spotless:on

    private record Country(
            String code, String national, List<String> international, int least, int most, boolean dropsPrefix) {

        static Country of(String[] cells) {
            String[] digits = cells[4].split("-", -1);
            return new Country(
                    cells[1],
                    cells[2].equals("-") ? "" : cells[2],
                    List.of(cells[3].split(",", -1)),
                    Integer.parseInt(digits[0]),
                    Integer.parseInt(digits[digits.length - 1]),
                    cells.length > 5 || cells[2].equals("-"));
        }

        boolean isNational(String digits) {
            return digits.length() >= least && digits.length() <= most;
        }
    }

    private static final Map<String, Country> COUNTRIES = new TreeMap<>();

    static {
        TABLE.lines().map(line -> line.split(" +", -1)).forEach(cells -> COUNTRIES.put(cells[0], Country.of(cells)));
    }

    private E164() {}

    /** The countries whose rules are known, by ISO 3166 code. */
    public static Set<String> countries() {
        return new TreeSet<>(COUNTRIES.keySet());
    }

    /**
     * The international form, with a leading {@code +}; a number that is none by the rules of the country (an
     * extension, a service number) as it was.
     *
     * @throws IllegalArgumentException if the rules of the country aren't known
     */
    public static String international(String number, String country) {
        Country rules = COUNTRIES.get(country.toUpperCase(Locale.ROOT));
        if (rules == null) throw new IllegalArgumentException(unknown(country));
        String plain = number.startsWith("+") ? number.replace("(0)", "") : number;
        String digits = plain.replaceAll("[ ()./-]", "");
        return candidate(digits, rules)
                .filter(E164::isNumber)
                .map(found -> "+" + found)
                .orElse(number);
    }

    /**
     * The code of a country, as {@code +49}.
     *
     * @throws IllegalArgumentException if the rules of the country aren't known
     */
    public static String codeOf(String country) {
        Country rules = COUNTRIES.get(country.toUpperCase(Locale.ROOT));
        if (rules == null) throw new IllegalArgumentException(unknown(country));
        return "+" + rules.code();
    }

    static String unknown(String country) {
        return "the numbers of country '" + country + "' aren't known; of these they are: "
                + String.join(", ", COUNTRIES.keySet());
    }

    private static Optional<String> candidate(String digits, Country rules) {
        if (digits.startsWith("+")) return Optional.of(digits.substring(1));
        for (String prefix : rules.international())
            if (digits.startsWith(prefix) && digits.length() > prefix.length() + 6)
                return Optional.of(digits.substring(prefix.length()));
        String national = rules.national();
        if (!national.isEmpty() && digits.startsWith(national) && rules.isNational(digits.substring(national.length())))
            return Optional.of(rules.code() + digits.substring(national.length()));
        if (rules.dropsPrefix() && rules.isNational(digits)) return Optional.of(rules.code() + digits);
        return Optional.empty();
    }

    private static boolean isNumber(String digits) {
        return digits.length() <= MOST_DIGITS && digits.matches("[1-9]\\d{3,}");
    }
}
