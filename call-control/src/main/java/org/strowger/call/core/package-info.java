/**
 * What every part of a call shares: its context, its scope, its thread and its budgets, and the admission of calls.
 *
 * <p>It knows no legs and no media. A part of a call asks for what it needs by {@code CallContext}, and for what the
 * exchange has by {@code ExchangeServices}; never for the call itself. Begin with these two.
 */
@NullMarked
package org.strowger.call.core;

import org.jspecify.annotations.NullMarked;
