/**
 * What an exchange is built with: its settings, its limits, and the real or virtual things it stands on.
 *
 * <p>Values only; nothing here does anything. Begin with {@code ExchangeSettings} and {@code ExchangeEnvironment}.
 */
@NullMarked
package org.strowger.call.setup;

import org.jspecify.annotations.NullMarked;
