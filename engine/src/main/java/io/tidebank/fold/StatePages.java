package io.tidebank.fold;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Fixed-width state of one shard's consumers: a few longs each, side by side, in pages that come into being when a
 * consumer of theirs first shows up. Consumer numbers are dealt to shards in turn, so a shard keeps every
 * {@code shards}-th.
 */
public final class StatePages {

    /** What a word holds before anything was written to it. */
    public static final long EMPTY = Long.MIN_VALUE / 2;

    private static final int PAGE_BITS = 12;
    private static final int PAGE_CONSUMERS = 1 << PAGE_BITS;
    private static final int PAGE_MASK = PAGE_CONSUMERS - 1;

    private final int words;
    private final int shardBits;
    private final int first;
    private long[][] pages = new long[16][];

    /**
     * @param words longs per consumer
     * @param shards how many shards the consumers are dealt to; a power of two
     * @param first the least consumer number kept here; a multiple of {@code shards}
     */
    public StatePages(int words, int shards, int first) {
        this.words = words;
        this.shardBits = Integer.numberOfTrailingZeros(shards);
        this.first = first;
    }

    /** The page that holds this consumer's words. */
    public long[] page(int consumer) {
        int slot = (consumer - first) >> shardBits;
        int number = slot >>> PAGE_BITS;
        long[] page = number < pages.length ? pages[number] : null;
        return page == null ? newPage(number) : page;
    }

    /** Where in its page this consumer's words begin. */
    public int at(int consumer) {
        return (((consumer - first) >> shardBits) & PAGE_MASK) * words;
    }

    /** True if the consumer's page was ever written to. */
    public boolean has(int consumer) {
        int number = ((consumer - first) >> shardBits) >>> PAGE_BITS;
        return number < pages.length && pages[number] != null;
    }

    /** Reads the first and the last word of a consumer; no page is made. */
    public long peek(int consumer) {
        int slot = (consumer - first) >> shardBits;
        int number = slot >>> PAGE_BITS;
        long[] page = number < pages.length ? pages[number] : null;
        int at = (slot & PAGE_MASK) * words;
        return page == null ? 0 : page[at] ^ page[at + words - 1];
    }

    public int words() {
        return words;
    }

    /** Bytes taken. */
    public long bytes() {
        return Arrays.stream(pages).filter(page -> page != null).count() * PAGE_CONSUMERS * words * Long.BYTES;
    }

    /** How many pages there is room for; some may never have come into being. */
    int pageCount() {
        return pages.length;
    }

    /** A page by its number, null if it never came into being. */
    long @Nullable [] pageOrNull(int number) {
        return pages[number];
    }

    /** A page by its number, made if need be. */
    long[] pageNumber(int number) {
        long[] page = number < pages.length ? pages[number] : null;
        return page == null ? newPage(number) : page;
    }

    private long[] newPage(int number) {
        if (number >= pages.length) {
            pages = Arrays.copyOf(pages, Math.max(pages.length * 2, number + 1));
        }
        long[] page = new long[PAGE_CONSUMERS * words];
        Arrays.fill(page, EMPTY);
        pages[number] = page;
        return page;
    }
}
