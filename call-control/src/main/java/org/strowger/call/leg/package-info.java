/**
 * The legs of a call: who is at the other end, what was agreed with them, and how two of them hear each other.
 *
 * <p>A leg answers for itself or through its bridge. It knows its conversation as a {@code LegTalk} only, and its call
 * as a {@code LegContext}. A leg may be lent to another call ({@code Loan}). What a leg and a bridge may do is in their
 * tables ({@code CallerLegTable}, {@code CalleeLegTable}, {@code BridgeTable}). Begin with {@code CallLeg}, then
 * {@code Bridge}.
 */
@NullMarked
package org.strowger.call.leg;

import org.jspecify.annotations.NullMarked;
