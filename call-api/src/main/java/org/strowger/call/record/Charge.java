package org.strowger.call.record;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * What a call was charged by one tariff.
 *
 * @param account who pays
 * @param tariff its name in the dialplan
 * @param number that the rate was found by
 * @param prefix of that number, whose rate it is
 * @param billed talk in whole increments
 * @param amount in units of the currency, to the millionth
 * @param currency as the tariff says
 */
public record Charge(
        String account,
        String tariff,
        String number,
        String prefix,
        Duration billed,
        BigDecimal amount,
        String currency) {}
