/**
 * Money: tariffs and their rates, the ledger of who has how much, and the meter that charges a call while it runs. It
 * knows no Groovy. Begin with {@link org.strowger.dialplan.billing.Billing}.
 */
@NullMarked
package org.strowger.dialplan.billing;

import org.jspecify.annotations.NullMarked;
