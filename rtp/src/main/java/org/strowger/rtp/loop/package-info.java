/**
 * Threads that own sockets: one loop a core, by epoll or by NIO, with its clock of 20 ms, its ports, and the pool that
 * they are leased from, with their sockets if a stream before has left them. What is done with a packet is the business
 * of whoever owns the port. Begin with {@link MediaLoop} and {@link DatagramPort}.
 */
@NullMarked
package org.strowger.rtp.loop;

import org.jspecify.annotations.NullMarked;
