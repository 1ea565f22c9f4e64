package io.dialogpulse.query.index;

/** A set of join keys. They are hashes already, so the lowest bits are as good a place as any. */
final class JoinKeys {
    private static final int LEAST_CAPACITY = 1 << 10;

    private long[] slots = new long[LEAST_CAPACITY];
    private int size;

    void add(long key) {
        int slot = slotOf(key);
        if (slots[slot] == key) {
            return;
        }
        slots[slot] = key;
        size++;
        if (size > slots.length / 2) {
            grow();
        }
    }

    boolean contains(long key) {
        return slots[slotOf(key)] == key;
    }

    int size() {
        return size;
    }

    long[] toArray() {
        long[] keys = new long[size];
        int next = 0;
        for (long slot : slots) {
            if (slot != JoinKey.NONE) {
                keys[next++] = slot;
            }
        }
        return keys;
    }

    /** Where the key is, or where it would have to be. */
    private int slotOf(long key) {
        int last = slots.length - 1;
        int slot = (int) key & last;
        while (slots[slot] != JoinKey.NONE && slots[slot] != key) {
            slot = slot + 1 & last;
        }
        return slot;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        for (long key : old) {
            if (key != JoinKey.NONE) {
                slots[slotOf(key)] = key;
            }
        }
    }
}
