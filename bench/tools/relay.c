/* relay - the floor: a bare UDP relay in C, a socket per port, epoll, one recvfrom and one sendto a packet, no RTCP, no counters.
 *
 * build: gcc -O2 -o relay relay.c
 * usage: relay LEGS        leg i listens on a port of 127.0.0.1 and passes what it gets to the peer of leg i^1, which is whoever
 *                          sent there first. Prints the port of each leg, then "ready". Ends with its standard input.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv) {
    int legs = argc > 1 ? atoi(argv[1]) : 0, epoll = epoll_create1(0);
    if (legs < 2) { fprintf(stderr, "usage: relay LEGS\n"); return 2; }
    int *fd = calloc(legs, sizeof *fd);
    struct sockaddr_in *peer = calloc(legs, sizeof *peer);
    for (int i = 0; i < legs; i++) {
        struct sockaddr_in local = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
        fd[i] = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
        if (bind(fd[i], (void *)&local, sizeof local)) { perror("bind"); return 1; }
        socklen_t size = sizeof local;
        getsockname(fd[i], (void *)&local, &size);
        printf("%d\n", ntohs(local.sin_port));
        struct epoll_event e = {.events = EPOLLIN, .data.u32 = i};
        epoll_ctl(epoll, EPOLL_CTL_ADD, fd[i], &e);
    }
    struct epoll_event input = {.events = EPOLLIN, .data.u32 = legs};
    epoll_ctl(epoll, EPOLL_CTL_ADD, 0, &input);
    puts("ready"); fflush(stdout);
    static char packet[65536];
    for (;;) {
        struct epoll_event events[256];
        int ready = epoll_wait(epoll, events, 256, -1);
        for (int k = 0; k < ready; k++) {
            int i = events[k].data.u32;
            if (i == legs) return 0;
            struct sockaddr_in from; socklen_t size = sizeof from;
            ssize_t length = recvfrom(fd[i], packet, sizeof packet, 0, (void *)&from, &size);
            if (length < 0) continue;
            if (!peer[i].sin_port) peer[i] = from;
            if (peer[i].sin_port == from.sin_port && peer[i].sin_addr.s_addr == from.sin_addr.s_addr && peer[i ^ 1].sin_port)
                sendto(fd[i ^ 1], packet, length, 0, (void *)&peer[i ^ 1], sizeof peer[0]);
        }
    }
}
