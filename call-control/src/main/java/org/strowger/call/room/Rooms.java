package org.strowger.call.room;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.strowger.call.RoomSnapshot;
import org.strowger.call.event.EventBus;
import org.strowger.call.event.Happening;
import org.strowger.media.MediaEngine;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.StateTable;

/**
 * The conference rooms of the exchange, by name. Each lives on one of the loops, chosen by its name, whatever loops its
 * members' calls live on: they talk to it by messages. Safe on any thread.
 */
public final class Rooms {

    private final List<Shelf> shelves = new ArrayList<>();

    /** The rooms of one loop. Runs on it. */
    static final class Shelf {
        private final Loop loop;
        private final MediaEngine media;
        private final EventBus events;
        private final MachineObserver observer;
        private final Map<String, ConferenceRoom> rooms = new LinkedHashMap<>();

        Shelf(Loop loop, MediaEngine media, EventBus events, MachineObserver observer) {
            this.loop = loop;
            this.media = media;
            this.events = events;
            this.observer = observer;
        }

        Loop loop() {
            return loop;
        }

        MediaEngine media() {
            return media;
        }

        MachineObserver observer() {
            return observer;
        }

        void publish(Happening what) {
            events.publish(what);
        }

        private void enter(String name, RoomGuest guest) {
            ConferenceRoom known = rooms.get(name);
            if (known == null) {
                known = new ConferenceRoom(name, this, guest);
                rooms.put(name, known);
            }
            known.enter(guest);
        }

        /** The last has left. */
        void closed(ConferenceRoom room) {
            rooms.remove(room.name(), room);
        }
    }

    /** @param observer told what the machines of rooms and their members do */
    public Rooms(List<Loop> loops, MediaEngine media, EventBus events, MachineObserver observer) {
        for (Loop loop : loops) shelves.add(new Shelf(loop, media, events, observer));
    }

    /** The machines of conferences and of who is in one. */
    public static List<StateTable<?, ?, ?>> tables() {
        return List.of(ConferenceRoomTable.TABLE, ConferenceMemberTable.TABLE);
    }

    /** Brings somebody to the door of a room, which is opened if need be. */
    void enter(String name, RoomGuest guest) {
        Shelf shelf = shelf(name);
        shelf.loop().execute(() -> shelf.enter(name, guest));
    }

    /** Asks a room for something, on its loop; nothing, if there is none of that name. */
    void ask(String name, java.util.function.Consumer<ConferenceRoom> request) {
        Shelf shelf = shelf(name);
        shelf.loop().execute(() -> {
            ConferenceRoom room = shelf.rooms.get(name);
            if (room != null) request.accept(room);
        });
    }

    /** All rooms, the oldest first; collected on their loops. */
    public CompletionStage<List<RoomSnapshot>> snapshots() {
        List<CompletableFuture<List<RoomSnapshot>>> parts = new ArrayList<>();
        for (Shelf shelf : shelves)
            parts.add(CompletableFuture.supplyAsync(
                    () -> shelf.rooms.values().stream()
                            .map(ConferenceRoom::snapshot)
                            .toList(),
                    task -> shelf.loop().execute(task)));
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                .thenApply(_ -> parts.stream()
                        .flatMap(part -> part.join().stream())
                        .sorted(Comparator.comparing(RoomSnapshot::lasted).reversed())
                        .toList());
    }

    private Shelf shelf(String name) {
        return shelves.get(Math.floorMod(name.hashCode(), shelves.size()));
    }
}
